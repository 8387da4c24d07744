using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aimux.Silo.Wire.Requests.Json;

/// <summary>A JSON string put together from pieces that stay escaped as they are.</summary>
internal sealed class JsonText
{
    private static readonly SearchValues<byte> ToEscape = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(code => (byte)code),
        (byte)'"',
        (byte)'\\',
    ]);

    private readonly ArrayBufferWriter<byte> _quoted = new();

    public JsonText() => Clear();

    public bool IsEmpty => _quoted.WrittenCount == 1;

    public JsonText Clear()
    {
        _quoted.ResetWrittenCount();
        _quoted.Write("\""u8);
        return this;
    }

    /// <summary>Adds a piece that is escaped already.</summary>
    public JsonText Add(ReadOnlySpan<byte> escaped)
    {
        _quoted.Write(escaped);
        return this;
    }

    /// <summary>Adds a text of the request as a paragraph of its own.</summary>
    public JsonText AddParagraph(ReadOnlySpan<byte> escaped)
    {
        if (!IsEmpty && escaped.Length > 0)
        {
            _quoted.Write("\\n\\n"u8);
        }

        return Add(escaped);
    }

    /// <summary>Adds JSON as the text that it is.</summary>
    public JsonText AddJson(ReadOnlySpan<byte> json)
    {
        while (json.IndexOfAny(ToEscape) is >= 0 and var at)
        {
            _quoted.Write(json[..at]);
            AddEscaped(json[at]);
            json = json[(at + 1)..];
        }

        return Add(json);
    }

    /// <summary>The whole with its quotes. Nothing may be added before it is cleared.</summary>
    public ReadOnlySpan<byte> Close()
    {
        _quoted.Write("\""u8);
        return _quoted.WrittenSpan;
    }

    private void AddEscaped(byte code) =>
        Add(
            code switch
            {
                (byte)'"' => "\\\""u8,
                (byte)'\\' => "\\\\"u8,
                (byte)'\n' => "\\n"u8,
                (byte)'\r' => "\\r"u8,
                (byte)'\t' => "\\t"u8,
                _ => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)code:x4}")),
            }
        );
}
