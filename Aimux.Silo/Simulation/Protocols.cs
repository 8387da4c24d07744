namespace Aimux.Silo.Simulation;

/// <summary>The protocols of conversations by the names that settings give them.</summary>
internal static class Protocols
{
    public const string Chat = "chat";
    public const string Messages = "messages";
    public const string Responses = "responses";

    public static string[] All { get; } = [Chat, Messages, Responses];

    /// <summary>The protocol that a path belongs to; null where every provider may have it.</summary>
    public static string? Of(ServedPath path) =>
        path switch
        {
            ServedPath.Chat => Chat,
            ServedPath.Messages or ServedPath.CountTokens => Messages,
            ServedPath.Responses => Responses,
            _ => null,
        };
}
