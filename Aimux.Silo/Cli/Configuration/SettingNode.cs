using System.Globalization;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>What a person typed for a setting, as the file holds it.</summary>
internal static class SettingNode
{
    /// <param name="schema">The setting.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="node"><c>null</c> if there is a mistake.</param>
    /// <param name="mistake">What the setting takes and what was found; <c>null</c> if there is none.</param>
    public static bool TryParse(SettingSchema schema, string text, out JsonNode? node, out string? mistake)
    {
        (node, mistake) = SettingText.TryParse(schema, text, out var value, out var expected)
            ? (Of(schema, text, value!), null)
            : ((JsonNode?)null, $"takes {expected}; found {Shown.Typed(text)}");
        return node is not null;
    }

    private static JsonNode? Of(SettingSchema schema, string text, object value) =>
        schema.Kind switch
        {
            SettingKind.WholeNumber => JsonValue.Create((int)value),
            SettingKind.Number => JsonNode.Parse(((double)value).ToString("R", CultureInfo.InvariantCulture)),
            SettingKind.YesNo => JsonValue.Create((bool)value),
            _ => JsonValue.Create(text),
        };
}
