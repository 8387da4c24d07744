using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>Finds where the model's name stands in a request that is known to be good, reading no further than that.</summary>
internal static class ModelPlace
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 520 };

    /// <returns>Quotes included.</returns>
    /// <exception cref="JsonException">There is none.</exception>
    public static Range Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isModel)
            {
                return start..(int)reader.BytesConsumed;
            }
        }

        throw new JsonException("The request names no model.");
    }
}
