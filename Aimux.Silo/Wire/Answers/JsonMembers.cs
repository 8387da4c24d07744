using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Walks over the members of a JSON object without a tree.</summary>
internal ref struct JsonMembers
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private bool _on;

    /// <summary>Of a value within a document; none if it is no object.</summary>
    public JsonMembers(JsonSlice value)
    {
        _json = value.Raw;
        _on = value.IsObject;
        if (_on)
        {
            _reader = new Utf8JsonReader(_json, Options);
            _reader.Read();
        }
    }

    /// <summary>Of a whole document, whose last call of <see cref="Next"/> has checked all of it.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public JsonMembers(ReadOnlySpan<byte> document)
    {
        _json = document;
        _on = true;
        _reader = new Utf8JsonReader(_json, Options);
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("It must be a JSON object.");
        }
    }

    /// <summary>Goes to the next member.</summary>
    /// <exception cref="JsonException">The document is broken.</exception>
    public bool Next()
    {
        if (!_on)
        {
            return false;
        }

        if (_reader.TokenType == JsonTokenType.PropertyName)
        {
            // Nobody has taken the value of the member before.
            _reader.Skip();
        }

        _on = _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;
        if (!_on)
        {
            // Whatever follows the object is an error, which only a further read finds.
            _reader.Read();
        }

        return _on;
    }

    /// <summary>Whether the member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) =>
        _reader.ValueIsEscaped ? IsEscaped(name) : _reader.ValueSpan.SequenceEqual(name);

    /// <summary>The value of the member; only once.</summary>
    public JsonSlice Take()
    {
        _reader.Read();
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return new JsonSlice(_json[start..(int)_reader.BytesConsumed]);
    }

    private readonly bool IsEscaped(ReadOnlySpan<byte> name)
    {
        try
        {
            return _reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // It escapes half a surrogate pair: no name that a protocol has.
            return false;
        }
    }
}
