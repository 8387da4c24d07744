using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>What a tool is called in a chat.</summary>
internal static class ToolName
{
    /// <summary>The name of an item or a choice, which says its namespace itself.</summary>
    public static ReadOnlySpan<byte> Of(Node json) => Of(json.Field("namespace"), json.NeedText("name"));

    /// <returns>A JSON string with its quotes.</returns>
    public static ReadOnlySpan<byte> Of(Node? space, Node name) =>
        space?.Text() is { } named && !named.AsksNothing()
            ? new JsonText().Add(named.Inner).Add(NamespacedName.Between(named.Inner)).Add(name.Inner).Close()
            : name.Raw;
}
