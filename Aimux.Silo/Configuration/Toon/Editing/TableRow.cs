using System.Text;

namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Cells of a table's rows, in the order of its header: nested field groups depth first.</summary>
internal static class TableRow
{
    /// <summary>The text of a new row, without indentation and entry key. A field that the value lacks becomes null.</summary>
    /// <exception cref="ToonEditException">The value does not fit the table.</exception>
    public static string Text(TextPatch patch, ToonElement table, ToonElement value)
    {
        var shape = Shape(patch, table);
        var cells = Pair(shape, value, table);
        var separator = table.Count == 0 ? Token.Of(table.Delimiter).ToString() : Separator(patch, table);
        return string.Join(separator, cells.Select(cell => Text(cell.Value, table.Delimiter)));
    }

    /// <summary>Replaces the cells of a row or group whose values differ.</summary>
    /// <exception cref="ToonEditException">The value does not fit the table.</exception>
    public static void Rewrite(TextPatch patch, ToonElement row, ToonElement value)
    {
        var table = Table(row);
        foreach (var (cell, fresh) in Pair(row, value, table))
        {
            if (fresh is not { } given || given.Kind != cell.Kind || given.Text != cell.Text)
            {
                patch.Replace(cell.Span, Text(fresh, table.Delimiter));
            }
        }
    }

    /// <summary>The table that a row, group or cell belongs to.</summary>
    public static ToonElement Table(ToonElement part)
    {
        while (part.Form is not (ToonForm.Table or ToonForm.KeyedTable) && part.TryGetParent(out var parent))
        {
            part = parent;
        }

        return part;
    }

    /// <summary>A row of the table: its last one, or without any rows one made up from its header.</summary>
    public static ToonElement Shape(TextPatch patch, ToonElement table)
    {
        if (table.Count > 0)
        {
            return table.Children.Last();
        }

        var fields = patch.Bytes(table.FieldsSpan);
        var delimiter = Token.Of(table.Delimiter);
        var cells = string.Join(delimiter, Enumerable.Repeat("0", Width(fields, (byte)delimiter)));
        var mark = table.Delimiter == ToonDelimiter.Comma ? "" : delimiter.ToString();
        var text = $"[1{mark}]{{{Encoding.UTF8.GetString(fields)}}}:\n{patch.Indent(1)}{cells}";
        return ToonDocument.Parse(Encoding.UTF8.GetBytes(text), patch.Document.Options).Root.Children.First();
    }

    /// <summary>The last cell of a row, however deep in groups.</summary>
    public static ToonElement LastCell(ToonElement row)
    {
        while (row.Form is ToonForm.Row or ToonForm.Group)
        {
            row = row.Children.Last();
        }

        return row;
    }

    /// <summary>What stands between two cells of the table's last row: a delimiter, and a blank if it has one there.</summary>
    public static string Separator(TextPatch patch, ToonElement table)
    {
        var cells = Cells(table.Children.Last()).Take(2).ToArray();
        return Separator(patch, cells, table.Delimiter);
    }

    /// <inheritdoc cref="Separator(TextPatch, ToonElement)"/>
    public static string Separator(TextPatch patch, ReadOnlySpan<ToonElement> values, ToonDelimiter delimiter)
    {
        var bare = Token.Of(delimiter).ToString();
        if (values.Length < 2)
        {
            return bare;
        }

        var (left, right) = (values[^2].Span.End, values[^1].Span.Start);
        var between = patch.Bytes(new ToonSpan(left, right - left));
        return between is [_, (byte)' '] && between[0] == bare[0] ? bare + " " : bare;
    }

    private static string Text(ToonElement? value, ToonDelimiter delimiter) =>
        value is { } given ? Token.OfValue(given, delimiter) : "null";

    private static IEnumerable<ToonElement> Cells(ToonElement row) => Pair(row, null).Select(pair => pair.Cell);

    private static IEnumerable<(ToonElement Cell, ToonElement? Value)> Pair(
        ToonElement row,
        ToonElement value,
        ToonElement table
    )
    {
        Check(row, value, table);
        return Pair(row, value);
    }

    /// <summary>The cells of a row, each with its value in an object; a group without one has cells without values.</summary>
    private static IEnumerable<(ToonElement Cell, ToonElement? Value)> Pair(ToonElement row, ToonElement? value)
    {
        var open = new Stack<(ToonElement Part, ToonElement? Value)>([(row, value)]);
        while (open.TryPop(out var next))
        {
            if (next.Part.Form is not (ToonForm.Row or ToonForm.Group))
            {
                yield return next;
                continue;
            }

            var fields = next.Value is { } given ? EditPath.Fields(given) : [];
            foreach (var part in next.Part.Children.Reverse())
            {
                open.Push((part, fields.TryGetValue(part.Key!, out var found) ? found : null));
            }
        }
    }

    /// <summary>Refuses a value that has other fields than the row, or another kind of value than a field takes.</summary>
    private static void Check(ToonElement row, ToonElement value, ToonElement table)
    {
        var open = new Stack<(ToonElement Part, ToonElement Value)>([(row, value)]);
        while (open.TryPop(out var next))
        {
            var (part, given) = next;
            var isCell = part.Form is not (ToonForm.Row or ToonForm.Group);
            if (isCell)
            {
                if (given.Kind is ToonKind.Object or ToonKind.Array)
                {
                    throw new ToonEditException(
                        $"Column '{part.Key}' of the table {table.Path} takes one primitive a row, no "
                            + $"{(given.Kind == ToonKind.Object ? "object" : "array")}."
                    );
                }

                continue;
            }

            if (given.Kind != ToonKind.Object)
            {
                throw new ToonEditException(
                    part.Form == ToonForm.Row
                        ? $"A row of the table {table.Path} is an object; the new value is none."
                        : $"Field '{part.Key}' of the table {table.Path} is an object in every row; the new value is none."
                );
            }

            var columns = EditPath.Fields(part);
            var unknown = given.Children.Select(field => field.Key!).Where(key => !columns.ContainsKey(key)).ToArray();
            if (unknown.Length > 0)
            {
                throw new ToonEditException(
                    $"The table {table.Path} has no column {Names(unknown)}. Add the column first; its columns are "
                        + $"{Names(columns.Keys)}."
                );
            }

            foreach (var field in given.Children)
            {
                open.Push((columns[field.Key!], field));
            }
        }
    }

    /// <summary>Names for a message, not too many.</summary>
    private static string Names(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(20).Select(name => $"'{name}'")) + (names.Count > 20 ? ", ..." : "");

    /// <summary>How many cells a header's fields take: each delimiter outside quotes, in a group too, adds one.</summary>
    private static int Width(ReadOnlySpan<byte> fields, byte delimiter)
    {
        var width = 1;
        var isQuoted = false;
        for (var index = 0; index < fields.Length; index++)
        {
            var one = fields[index];
            if (one == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && one == '\\')
            {
                index++;
            }
            else if (!isQuoted && one == delimiter)
            {
                width++;
            }
        }

        return width;
    }
}
