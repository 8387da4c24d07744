using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>Which setting is meant.</summary>
/// <param name="Group">The group that holds it, such as <c>server</c>; <c>null</c> for one of the whole file and for a row's.</param>
/// <param name="Table">The table, if it is a column of a row.</param>
/// <param name="RowId">Which row.</param>
/// <param name="Name">The setting's own name.</param>
internal sealed record SettingPath(string? Group, ConfigurationTable? Table, string? RowId, string Name)
{
    public static SettingPath OfRow(ConfigurationTable table, string rowId, string column) =>
        new(null, table, rowId, column);

    /// <summary>As people write it: <c>version</c>, <c>server.listen</c>, <c>keys.cerebras/main.rpm</c>.</summary>
    public override string ToString() =>
        Table is not null ? $"{Table.Name}.{RowId}.{Name}"
        : Group is not null ? $"{Group}.{Name}"
        : Name;

    /// <summary>A row's name may hold dots itself, so its column is what stands behind the last one.</summary>
    /// <exception cref="FormatException">The text is no path; the message says what was expected.</exception>
    public static SettingPath Parse(string text)
    {
        var first = text.IndexOf('.', StringComparison.Ordinal);
        var last = text.LastIndexOf('.');
        var top = first < 0 ? text : text[..first];
        if (ConfigurationTable.Find(top) is { } table)
        {
            return first > 0 && last > first + 1 && last < text.Length - 1
                ? OfRow(table, text[(first + 1)..last], text[(last + 1)..])
                : throw new FormatException(
                    $"{Shown.Typed(text)} names no setting of a row. Expected: {top}.{string.Join('/', table.IdColumns.Select(column => column.ToUpperInvariant()))}.COLUMN."
                );
        }

        return first < 0 && text.Length > 0 ? new SettingPath(null, null, null, text)
            : first > 0 && first == last && last < text.Length - 1
                ? new SettingPath(top, null, null, text[(first + 1)..])
            : throw new FormatException(
                $"{Shown.Typed(text)} names no setting. Expected a name such as server.listen or keys.cerebras/main.rpm."
            );
    }
}
