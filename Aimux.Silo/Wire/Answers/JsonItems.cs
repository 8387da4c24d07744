using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Walks over the items of a JSON array; over none if it is no array.</summary>
internal ref struct JsonItems
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private bool _on;

    public JsonItems(JsonSlice value)
    {
        _json = value.Raw;
        _on = value.IsArray;
        if (_on)
        {
            _reader = new Utf8JsonReader(_json, Options);
            _reader.Read();
        }
    }

    public bool Next(out JsonSlice item)
    {
        item = default;
        _on = _on && _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;
        if (_on)
        {
            var start = (int)_reader.TokenStartIndex;
            _reader.Skip();
            item = new JsonSlice(_json[start..(int)_reader.BytesConsumed]);
        }

        return _on;
    }
}
