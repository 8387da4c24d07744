using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>The fields by which callers of different vendors ask a model to reason, or not to.</summary>
internal static class ReasoningField
{
    public static bool Is(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("reasoning_effort"u8)
        || reader.ValueTextEquals("reasoning"u8)
        || reader.ValueTextEquals("thinking"u8);

    /// <summary>Whether the field's value asks for reasoning. Reads past it.</summary>
    public static bool Asks(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return !IsOff(ref reader);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.True;
        }

        var asks = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var says =
                reader.ValueTextEquals("type"u8)
                || reader.ValueTextEquals("effort"u8)
                || reader.ValueTextEquals("enabled"u8);
            reader.Read();
            asks |=
                says
                && (
                    reader.TokenType == JsonTokenType.True
                    || reader.TokenType == JsonTokenType.String && !IsOff(ref reader)
                );
            reader.Skip();
        }

        return asks;
    }

    private static bool IsOff(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("none"u8) || reader.ValueTextEquals("minimal"u8) || reader.ValueTextEquals("disabled"u8);
}
