using System.Text;

namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>A text, how its lines are laid out, and the changes planned for it. Nothing happens until the bytes are taken.</summary>
/// <param name="document">Read strictly, so that every line's indentation is a multiple of the indent size.</param>
internal sealed class TextPatch(ToonDocument document)
{
    private readonly List<(ToonSpan Span, byte[] Text)> _changes = [];

    public ToonDocument Document => document;

    public int IndentSize => document.Options.IndentSize;

    private ReadOnlySpan<byte> Source => document.Source.Span;

    private int FirstByte => Source.StartsWith("\uFEFF"u8) ? 3 : 0;

    public ReadOnlySpan<byte> Bytes(ToonSpan span) => Source.Slice(span.Start, span.Length);

    /// <summary>Whether a line between the first and the last of a value holds no content: a comment or a blank line.</summary>
    public bool HoldsRemarks(int firstLine, int lastLine)
    {
        for (var line = firstLine; line <= lastLine; line++)
        {
            if (IsComment(line) || Content(line).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How deep the children of a value stand, in levels.</summary>
    public int ChildDepth(ToonElement value) => Depth(value) + 1;

    /// <summary>How deep a value that has lines of its own stands, in levels; an object that is the root stands at -1.</summary>
    public int Depth(ToonElement value)
    {
        if (!value.TryGetParent(out var parent))
        {
            return value.Form == ToonForm.Fields ? -1 : 0;
        }

        var depth = Indentation(value.FirstLine) / IndentSize;

        // A key behind a hyphen stands one level deeper than the hyphen.
        return StartsItem(value, parent) ? depth + 1 : depth;
    }

    public static bool IsItem(ToonElement value) => value.TryGetParent(out var parent) && parent.Form == ToonForm.List;

    /// <summary>Whether a field stands behind its item's hyphen.</summary>
    public static bool StartsItem(ToonElement field, ToonElement parent) =>
        parent.Form == ToonForm.Fields && field.FirstLine == parent.FirstLine && IsItem(parent);

    /// <summary>Where a line's content starts, behind its indentation.</summary>
    public int ContentStart(int line) => document.LineSpan(line).End - Content(line).Length;

    public string Indent(int depth) => new(' ', depth * IndentSize);

    /// <summary>The line itself, or the last of the comments below it that are indented deeper than a depth.</summary>
    public int BehindDeeperComments(int line, int depth)
    {
        while (line < document.LineCount && IsComment(line + 1) && Indentation(line + 1) > depth * IndentSize)
        {
            line++;
        }

        return line;
    }

    public void Replace(ToonSpan span, string text) => _changes.Add((span, Encoding.UTF8.GetBytes(text)));

    public void Replace(int start, int end, string text) => Replace(new ToonSpan(start, end - start), text);

    public void Insert(int offset, string text) => Replace(new ToonSpan(offset, 0), text);

    /// <summary>Writes another count into a header.</summary>
    public void SetCount(ToonElement array, int count) =>
        Replace(array.CountSpan, count.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Puts lines behind another one, or at the start of a text that has none.</summary>
    /// <param name="behind">1-based.</param>
    /// <param name="lines">With their indentation, without line ends.</param>
    public void InsertLines(int behind, IEnumerable<string> lines)
    {
        if (Source.Length == FirstByte)
        {
            Insert(Source.Length, string.Join('\n', lines));
            return;
        }

        // Each line end goes before its line, so that a text without a last line end stays so. A carriage return that no
        // line feed follows stays where it is.
        var (lineEnd, end) = (LineEnd(behind), document.LineSpan(behind).End);
        var place = Source[end..].SequenceEqual("\r"u8) ? end + 1 : end;
        Insert(place, string.Concat(lines.Select(line => lineEnd + line)));
    }

    /// <summary>Joins lines for a place within <paramref name="line"/>.</summary>
    public string Join(int line, IEnumerable<string> lines) => string.Join(LineEnd(line), lines);

    /// <summary>Takes lines out, but not the comments among them.</summary>
    public void DeleteLines(int firstLine, int lastLine)
    {
        var start = firstLine;
        for (var line = firstLine; line <= lastLine; line++)
        {
            if (IsComment(line))
            {
                DeleteRun(start, line - 1);
                start = line + 1;
            }
        }

        DeleteRun(start, lastLine);
    }

    /// <summary>The text with the changes made.</summary>
    public byte[] ToBytes()
    {
        var to = new MemoryStream(Source.Length + 256);
        var done = 0;
        foreach (var (span, text) in _changes.OrderBy(change => change.Span.Start))
        {
            to.Write(Source[done..span.Start]);
            to.Write(text);
            done = span.End;
        }

        to.Write(Source[done..]);
        return to.ToArray();
    }

    private void DeleteRun(int firstLine, int lastLine)
    {
        if (firstLine > lastLine)
        {
            return;
        }

        var end = lastLine < document.LineCount ? Start(lastLine + 1) : Source.Length;
        var isUnended = end == document.LineSpan(lastLine).End;

        // Without a last line end, the one before goes instead, so that the text still has none. A blank line keeps its
        // own, and so does a line whose last character would be taken for a part of it.
        var before = firstLine > 1 ? Source[Start(firstLine - 1)..document.LineSpan(firstLine - 1).End] : default;
        var takesEndBefore = isUnended && before is [.., not (byte)'\r'];
        var start = takesEndBefore ? document.LineSpan(firstLine - 1).End : Start(firstLine);
        Replace(start, end, "");
    }

    private int Start(int line) => Math.Max(document.LineSpan(line).Start, FirstByte);

    /// <summary>What ends a line; for a last line that nothing ends, what ends the one before it.</summary>
    private string LineEnd(int line)
    {
        var end = document.LineSpan(line).End;
        if (end == Source.Length && line > 1)
        {
            end = document.LineSpan(line - 1).End;
        }

        return Source[end..].StartsWith("\r\n"u8) ? "\r\n" : "\n";
    }

    private bool IsComment(int line) => Content(line).StartsWith((byte)'#');

    private int Indentation(int line) => document.LineSpan(line).End - Start(line) - Content(line).Length;

    /// <summary>A line without its indentation.</summary>
    private ReadOnlySpan<byte> Content(int line) =>
        Source[Start(line)..document.LineSpan(line).End].TrimStart((byte)' ');
}
