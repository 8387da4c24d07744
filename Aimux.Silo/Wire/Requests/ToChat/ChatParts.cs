using System.Buffers;

namespace Aimux.Silo.Wire.Requests.ToChat;

/// <summary>
/// The content of a user's message: a string if it is one text, since some providers take nothing else, else a list.
/// Everything added is a JSON string with its quotes.
/// </summary>
internal sealed class ChatParts
{
    private readonly ArrayBufferWriter<byte> _parts = new();
    private int _count;
    private Range? _text;

    public bool IsEmpty => _count == 0;

    public void Clear()
    {
        _parts.ResetWrittenCount();
        _count = 0;
        _text = null;
    }

    public void Text(ReadOnlySpan<byte> text)
    {
        Begin("{\"type\":\"text\",\"text\":"u8);
        _text = new Range(_parts.WrittenCount, _parts.WrittenCount + text.Length);
        _parts.Write(text);
        _parts.Write("}"u8);
    }

    /// <param name="url">The address, or a data URI.</param>
    /// <param name="detail">How closely it is to be looked at; empty if that is not said.</param>
    public void Image(ReadOnlySpan<byte> url, ReadOnlySpan<byte> detail)
    {
        Begin("{\"type\":\"image_url\",\"image_url\":{\"url\":"u8);
        _parts.Write(url);
        if (!detail.IsEmpty)
        {
            _parts.Write(",\"detail\":"u8);
            _parts.Write(detail);
        }

        _parts.Write("}}"u8);
    }

    public void File(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Begin("{\"type\":\"file\",\"file\":{\"filename\":"u8);
        _parts.Write(name);
        _parts.Write(",\"file_data\":"u8);
        _parts.Write(data);
        _parts.Write("}}"u8);
    }

    public void Audio(ReadOnlySpan<byte> audio)
    {
        Begin("{\"type\":\"input_audio\",\"input_audio\":"u8);
        _parts.Write(audio);
        _parts.Write("}"u8);
    }

    public void WriteTo(Draft draft)
    {
        if (_count == 0)
        {
            draft.Json.WriteString("content"u8, "");
        }
        else if (_count == 1 && _text is { } text)
        {
            draft.Raw("content", _parts.WrittenSpan[text]);
        }
        else
        {
            _parts.Write("]"u8);
            draft.Raw("content", _parts.WrittenSpan);
        }
    }

    private void Begin(ReadOnlySpan<byte> opening)
    {
        _parts.Write(_count++ == 0 ? "["u8 : ","u8);
        _parts.Write(opening);
    }
}
