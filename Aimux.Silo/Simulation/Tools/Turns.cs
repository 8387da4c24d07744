using System.Text.Json;

namespace Aimux.Silo.Simulation.Tools;

/// <summary>Reads the turns of a conversation.</summary>
internal static class Turns
{
    public static string? Member(JsonElement turn, string name) =>
        turn.ValueKind == JsonValueKind.Object && turn.TryGetProperty(name, out var value) ? value.ToString() : null;

    public static string? RoleOf(JsonElement turn) => Member(turn, "role");

    /// <summary>The text of the user's last turn.</summary>
    public static string LastUserText(JsonElement turns)
    {
        for (var i = turns.GetArrayLength() - 1; i >= 0; i--)
        {
            if (RoleOf(turns[i]) == "user")
            {
                return TextOf(turns[i]);
            }
        }

        return "";
    }

    private static string TextOf(JsonElement turn)
    {
        if (!turn.TryGetProperty("content", out var content))
        {
            return "";
        }

        return content.ValueKind == JsonValueKind.Array
            ? string.Join('\n', content.EnumerateArray().Select(part => Member(part, "text") ?? ""))
            : content.ToString();
    }
}
