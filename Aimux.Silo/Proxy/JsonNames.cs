using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>What people call the kinds of JSON values.</summary>
internal static class JsonNames
{
    public static string Of(JsonTokenType type)
    {
        return type switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "a boolean",
            JsonTokenType.Null => "null",
            _ => type.ToString(),
        };
    }
}
