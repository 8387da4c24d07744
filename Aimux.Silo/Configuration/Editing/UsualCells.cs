using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>How a table writes its defaults: a switch in full, all else as a row has it already, or <c>null</c>.</summary>
internal static class UsualCells
{
    /// <summary>What a column's cell holds where a row says nothing of it.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="column">Which column.</param>
    /// <param name="rows">The rows that are there.</param>
    public static JsonNode? Of(ConfigurationTable table, string column, IEnumerable<ToonElement> rows)
    {
        if (DefaultOf(table, column) is bool flag)
        {
            return JsonValue.Create(flag);
        }

        foreach (var row in rows)
        {
            if (row.TryGet(column, out var cell) && cell.Kind != ToonKind.Null && Has(table, column, cell))
            {
                return ValueOf(cell);
            }
        }

        return null;
    }

    /// <summary>Whether a cell spells its column's default out.</summary>
    public static bool Has(ConfigurationTable table, string column, ToonElement cell) =>
        string.Equals(cell.Text, SettingText.Format(DefaultOf(table, column)), StringComparison.Ordinal);

    /// <summary>A row with every column that its table has.</summary>
    public static JsonObject Complete(ConfigurationTable table, ToonElement rows, JsonObject row)
    {
        var whole = row.DeepClone().AsObject();
        foreach (var column in rows.Columns)
        {
            if (!whole.ContainsKey(column))
            {
                whole[column] = Of(table, column, rows.Children);
            }
        }

        return whole;
    }

    /// <summary>A cell's value.</summary>
    public static JsonNode? ValueOf(ToonElement cell) =>
        cell.Kind switch
        {
            ToonKind.Null => null,
            ToonKind.String => JsonValue.Create(cell.Text),
            _ => JsonNode.Parse(cell.Text),
        };

    private static object? DefaultOf(ConfigurationTable table, string column)
    {
        var schema = ConfigurationSchema.Find(table.Name)!;
        return schema.Find(column)?.Get(schema.NewRow!());
    }
}
