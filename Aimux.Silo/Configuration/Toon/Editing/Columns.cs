namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>Adds a column at the right end of a table.</summary>
internal static class Columns
{
    /// <exception cref="ToonEditException">It cannot be done in place.</exception>
    public static void Plan(TextPatch patch, ToonElement table, string name, NewValue value)
    {
        if (table.Form is not (ToonForm.Table or ToonForm.KeyedTable))
        {
            throw new ToonEditException($"{table.Path} is not written as a table, so it has no columns.");
        }

        if (!value.IsPrimitive)
        {
            throw new ToonEditException($"A column of the table {table.Path} takes primitives, not {value.Noun}.");
        }

        if (TableRow.Shape(patch, table).TryGet(name, out _))
        {
            throw new ToonEditException($"The table {table.Path} has a column '{name}' already.");
        }

        patch.Insert(table.FieldsSpan.End, Token.Of(table.Delimiter) + Token.OfKey(name));
        if (table.Count == 0)
        {
            return;
        }

        var cell = TableRow.Separator(patch, table) + Token.OfValue(value.Element, table.Delimiter);
        foreach (var row in table.Children)
        {
            patch.Insert(TableRow.LastCell(row).Span.End, cell);
        }
    }
}
