namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Puts a value behind the last one of a container.</summary>
internal static class Adding
{
    /// <summary>A field of an object or an entry of a keyed table that is not there yet.</summary>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public static void Field(TextPatch patch, ToonElement parent, string key, NewValue value)
    {
        switch (parent.Form)
        {
            case ToonForm.Fields:
                AddField(patch, parent, key, value);
                break;

            case ToonForm.KeyedTable:
                AddLine(patch, parent, $"{Token.OfKey(key)}: {TableRow.Text(patch, parent, value.Element)}");
                break;

            case ToonForm.Row
            or ToonForm.Group:
                var table = TableRow.Table(parent);
                throw new ToonEditException(
                    parent.Form == ToonForm.Row
                        ? $"The table {table.Path} has no column '{key}'. Add the column first."
                        : $"The field group {parent.Path} of the table {table.Path} has no column '{key}', and columns "
                            + "can be added at the right end of a table only. Edit the table by hand."
                );

            default:
                throw new ToonEditException($"{parent.Path} is no object, so it cannot have the field '{key}'.");
        }
    }

    /// <summary>An item, row or inline value.</summary>
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public static void Item(TextPatch patch, ToonElement array, NewValue value)
    {
        switch (array.Form)
        {
            case ToonForm.EmptyArray:
            case ToonForm.List when array.Count == 0:
                Replacing.Plan(patch, array, value.InArray());
                break;

            case ToonForm.Table:
                AddLine(patch, array, TableRow.Text(patch, array, value.Element));
                break;

            case ToonForm.List:
                AddItem(patch, array, value);
                break;

            case ToonForm.Inline:
                AddInline(patch, array, value);
                break;

            case ToonForm.KeyedTable:
                throw new ToonEditException(
                    $"{array.Path} is a table of entries with keys; end the path with the new entry's key."
                );

            case ToonForm.Row:
                throw new ToonEditException($"{array.Path} is there already; set it instead.");

            default:
                throw new ToonEditException($"{array.Path} is there already and is no array to which to add.");
        }
    }

    private static void AddField(TextPatch patch, ToonElement parent, string key, NewValue value)
    {
        var depth = patch.ChildDepth(parent);
        var lines = value.FieldLines(Replacing.DelimiterFor(parent)).ToArray();
        lines[0] = Token.OfKey(key) + lines[0];
        if (parent.Count == 0 && TextPatch.IsItem(parent))
        {
            // A bare hyphen: the field goes behind it.
            var rest = lines.Skip(1).Select(line => patch.Indent(depth) + line);
            patch.Replace(parent.Span, patch.Join(parent.FirstLine, ["- " + lines[0], .. rest]));
            return;
        }

        var isEmptyRoot = parent.Count == 0 && !parent.TryGetParent(out _);
        var last = isEmptyRoot ? patch.Document.LineCount : patch.BehindDeeperComments(parent.LastLine, depth);
        patch.InsertLines(last, lines.Select(line => patch.Indent(depth) + line));
    }

    private static void AddItem(TextPatch patch, ToonElement list, NewValue value)
    {
        var depth = patch.ChildDepth(list);
        var lines = value.ItemLines(list.Delimiter).Select(line => patch.Indent(depth) + line);
        patch.SetCount(list, list.Count + 1);
        patch.InsertLines(patch.BehindDeeperComments(list.LastLine, depth), lines);
    }

    private static void AddLine(TextPatch patch, ToonElement table, string row)
    {
        patch.SetCount(table, table.Count + 1);
        patch.InsertLines(table.LastLine, [patch.Indent(patch.ChildDepth(table)) + row]);
    }

    private static void AddInline(TextPatch patch, ToonElement array, NewValue value)
    {
        if (!value.IsPrimitive)
        {
            throw new ToonEditException(
                $"{array.Path} is written in one line, which holds primitives only, not {value.Noun}; "
                    + "replace the whole array."
            );
        }

        var values = array.Children.ToArray();
        var separator = TableRow.Separator(patch, values, array.Delimiter);
        patch.SetCount(array, values.Length + 1);
        patch.Insert(values[^1].Span.End, separator + Token.OfValue(value.Element, array.Delimiter));
    }
}
