namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>Reads <c>[2|]{id|owner{name|mail}}:</c>, from the bracket to the colon.</summary>
internal ref partial struct HeaderReader
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly int _lineEnd;
    private readonly ToonDecodeOptions _options;
    private readonly int _depthLeft;
    private int _at;

    /// <param name="source">The whole text.</param>
    /// <param name="bracket">Where the bracket stands.</param>
    /// <param name="lineEnd">Where the line ends.</param>
    /// <param name="options">Limits.</param>
    /// <param name="depthLeft">How many containers a row may be deep, groups included.</param>
    public HeaderReader(ReadOnlySpan<byte> source, int bracket, int lineEnd, ToonDecodeOptions options, int depthLeft)
    {
        _source = source;
        _at = bracket;
        _lineEnd = lineEnd;
        _options = options;
        _depthLeft = depthLeft;
    }

    public ToonErrorCode Code { get; private set; }

    /// <summary>What is wrong, if <see cref="Read"/> returns null.</summary>
    public string? Mistake { get; private set; }

    public int MistakeAt { get; private set; }

    public ToonHeader? Read()
    {
        _at++;
        var digits = _at;
        long declared = 0;
        for (; Peek() is >= (byte)'0' and <= (byte)'9' and var digit; _at++)
        {
            declared = declared > (long.MaxValue - 9) / 10 ? long.MaxValue : (declared * 10) + (digit - '0');
        }

        var count = new ToonSpan(digits, _at - digits);
        if (count.Length == 0 || (count.Length > 1 && _source[digits] == '0'))
        {
            return Fail(
                digits,
                "The brackets of a header hold the number of its values: 0, or digits without a leading zero."
            );
        }

        var keyed = Take((byte)':');
        var delimiter =
            Take((byte)'\t') ? ToonDelimiter.Tab
            : Take((byte)'|') ? ToonDelimiter.Pipe
            : ToonDelimiter.Comma;
        if (!Take((byte)']'))
        {
            return Fail(
                _at,
                "Behind the count of a header stands `]`; a tab or a `|` before it changes the delimiter."
            );
        }

        var fields = new List<ToonField>();
        var fieldText = default(ToonSpan);
        var (width, depth, repeats) = (0, 0, false);
        if (Peek() == '{')
        {
            var open = _at + 1;
            if (!ReadFields(fields, Byte(delimiter), out width, out depth, out repeats))
            {
                return null;
            }

            fieldText = new ToonSpan(open, _at - 1 - open);
        }
        else if (keyed)
        {
            return Fail(_at, "A header of entries, `[N:]`, names their fields in braces: `[2:]{a,b}:`.");
        }

        return Take((byte)':')
            ? new ToonHeader
            {
                Count = count,
                Declared = declared,
                Keyed = keyed,
                Delimiter = delimiter,
                FieldText = fieldText,
                Fields = [.. fields],
                Width = width,
                Depth = depth,
                HasRepeats = repeats,
                End = _at,
            }
            : Fail(_at, "A header ends with a colon, without blanks before it.");
    }

    public static byte Byte(ToonDelimiter delimiter) =>
        delimiter switch
        {
            ToonDelimiter.Tab => (byte)'\t',
            ToonDelimiter.Pipe => (byte)'|',
            _ => (byte)',',
        };

    private bool ReadFields(List<ToonField> fields, byte delimiter, out int width, out int depth, out bool repeats)
    {
        (width, depth, repeats) = (0, 0, false);
        var open = new Stack<int>();
        var names = new Stack<Dictionary<string, int>>();
        names.Push(new Dictionary<string, int>(StringComparer.Ordinal));
        _at++;
        while (true)
        {
            if (ReadName() is not { } name)
            {
                return false;
            }

            var field = new ToonField(name) { End = fields.Count + 1 };
            var text = TokenText.Decode(_source.Slice(name.Start, name.Length));
            if (!names.Peek().TryAdd(text, fields.Count))
            {
                if (_options.Strict)
                {
                    Fail(
                        name.Start,
                        $"{(_options.QuoteContent ? $"The field {ToonPath.Quote(text)}" : "A field")} stands twice in this header.",
                        ToonErrorCode.DuplicateKey
                    );
                    return false;
                }

                field.Repeats = names.Peek()[text];
                repeats = true;
            }

            if (fields.Count >= _options.MaxNodes)
            {
                Fail(name.Start, $"There are more than {_options.MaxNodes} values.", ToonErrorCode.LimitExceeded);
                return false;
            }

            field.IsGroup = Peek() == '{';
            fields.Add(field);
            if (field.IsGroup)
            {
                open.Push(fields.Count - 1);
                names.Push(new Dictionary<string, int>(StringComparer.Ordinal));
                depth = Math.Max(depth, open.Count);
                if (open.Count > _depthLeft)
                {
                    Fail(
                        _at,
                        $"Values are nested deeper than {_options.MaxDepth} levels.",
                        ToonErrorCode.LimitExceeded
                    );
                    return false;
                }

                _at++;
                continue;
            }

            width++;
            while (Take((byte)'}'))
            {
                if (open.Count == 0)
                {
                    return true;
                }

                var group = open.Pop();
                names.Pop();
                var closed = fields[group];
                closed.End = fields.Count;
                fields[group] = closed;
                SkipSpacesBefore(delimiter);
            }

            if (!Take(delimiter))
            {
                Fail(_at, "Between the fields of a header stands its delimiter, and behind the last one `}`.");
                return false;
            }
        }
    }

    private readonly byte Peek() => _at < _lineEnd ? _source[_at] : (byte)0;

    private bool Take(byte expected)
    {
        if (Peek() != expected || _at >= _lineEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    private ToonHeader? Fail(int at, string mistake, ToonErrorCode code = ToonErrorCode.InvalidHeader)
    {
        (Mistake, MistakeAt, Code) = (mistake, at, code);
        return null;
    }
}
