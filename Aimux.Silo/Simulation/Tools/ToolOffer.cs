using System.Text.Json;

namespace Aimux.Silo.Simulation.Tools;

/// <summary>A tool that a request offers, with the schema of its arguments where it gives one.</summary>
internal sealed record ToolOffer(string Name, JsonElement? Schema)
{
    /// <summary>The tool that an object describes; null if it has no name.</summary>
    public static ToolOffer? Of(JsonElement tool, string schema) =>
        NameOf(tool) is { Length: > 0 } name
            ? new ToolOffer(name, tool.TryGetProperty(schema, out var given) ? given : null)
            : null;

    /// <summary>The name an object gives, empty without one.</summary>
    public static string NameOf(JsonElement named) =>
        named.ValueKind == JsonValueKind.Object
        && named.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : "";
}
