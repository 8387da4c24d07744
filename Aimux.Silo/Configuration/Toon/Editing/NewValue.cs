using System.Text;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>A value that an edit brings in, and its text for each place where it may go.</summary>
internal sealed class NewValue
{
    /// <summary>A tree copies itself by recursion, so it is not taken deeper than this, whatever the options allow.</summary>
    private const int MostDepth = 256;

    private readonly JsonNode? _node;
    private readonly ToonEncodeOptions _options;
    private readonly ToonDecodeOptions _reading;

    /// <exception cref="ToonEditException">It cannot be written.</exception>
    public NewValue(JsonNode? node, ToonDecodeOptions options)
    {
        _node = node;
        _reading = options with { SourceName = null, Strict = true };
        _options = new ToonEncodeOptions
        {
            IndentSize = options.IndentSize,
            MaxDepth = Math.Min(options.MaxDepth, MostDepth),
        };
        try
        {
            var text = Encoding.UTF8.GetBytes(ToonCodec.Encode(node, _options));
            Element = ToonDocument.Parse(text, _reading).Root;
        }
        catch (ToonException exception)
        {
            throw new ToonEditException($"The new value cannot be written: {exception.Error.Message}");
        }
    }

    /// <summary>The value as it reads when it is written alone.</summary>
    public ToonElement Element { get; }

    public bool IsPrimitive => Element.Kind is not (ToonKind.Object or ToonKind.Array);

    /// <summary>What it is, for messages.</summary>
    public string Noun =>
        Element.Kind switch
        {
            ToonKind.Object => "an object",
            ToonKind.Array => "an array",
            _ => "a primitive",
        };

    /// <summary>An array of this value alone.</summary>
    public NewValue InArray() => new(new JsonArray(_node?.DeepClone()), _reading);

    /// <summary>The lines of a root that is this value; none for an empty object.</summary>
    public IReadOnlyList<string> RootLines(ToonDelimiter delimiter) => Lines(_node, delimiter);

    /// <summary>
    /// What stands behind the key of a field that has this value: the rest of its line, then further lines indented
    /// relative to the key.
    /// </summary>
    public IReadOnlyList<string> FieldLines(ToonDelimiter delimiter)
    {
        if (IsPrimitive)
        {
            return [": " + Token.OfValue(Element, ToonDelimiter.Comma)];
        }

        var lines = Lines(_node, delimiter);
        return Element.Form switch
        {
            ToonForm.Fields => [":", .. lines.Select(Deeper)],
            ToonForm.EmptyArray => [": []"],
            _ => lines,
        };
    }

    /// <summary>The lines of a list item that is this value, hyphen included, indented relative to it.</summary>
    public IReadOnlyList<string> ItemLines(ToonDelimiter delimiter)
    {
        if (IsPrimitive)
        {
            return ["- " + Token.OfValue(Element, ToonDelimiter.Comma)];
        }

        // Beside a null, a container can only be a list item: the first line is the header, the last one the null.
        var lines = Lines(new JsonArray(_node?.DeepClone(), null), delimiter);
        return [.. lines.Skip(1).SkipLast(1).Select(line => line[_options.IndentSize..])];
    }

    private string Deeper(string line) => new string(' ', _options.IndentSize) + line;

    private string[] Lines(JsonNode? node, ToonDelimiter delimiter)
    {
        var text = ToonCodec.Encode(node, _options with { Delimiter = delimiter, MaxDepth = _options.MaxDepth + 1 });
        return text.Length == 0 ? [] : text.Split('\n');
    }
}
