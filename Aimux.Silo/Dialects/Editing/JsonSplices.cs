namespace Aimux.Silo.Dialects.Editing;

/// <summary>Pieces of a text that are to be exchanged; every other byte stays as it is.</summary>
internal sealed class JsonSplices
{
    private readonly List<(int Start, int End, byte[] Text)> _splices = [];

    /// <summary>Puts a text in the place of a range, which may be empty. Ranges must not overlap.</summary>
    public void Replace(int start, int end, byte[] text) => _splices.Add((start, end, text));

    public byte[] Apply(ReadOnlySpan<byte> json)
    {
        var edited = new byte[json.Length + _splices.Sum(splice => splice.Text.Length - splice.End + splice.Start)];
        var (length, from) = (0, 0);

        // The sort is stable: what is put in at one place stays in the order in which it was asked for.
        foreach (var (start, end, text) in _splices.OrderBy(splice => splice.Start))
        {
            json[from..start].CopyTo(edited.AsSpan(length));
            length += start - from;
            text.CopyTo(edited.AsSpan(length));
            length += text.Length;
            from = end;
        }

        json[from..].CopyTo(edited.AsSpan(length));
        return edited;
    }
}
