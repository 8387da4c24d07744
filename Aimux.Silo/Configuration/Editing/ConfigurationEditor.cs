using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>
/// Changes a configuration file's text, setting by setting and row by row, and leaves every other line as its author
/// wrote it. Whether the result makes sense is checked by whoever saves it.
/// </summary>
internal sealed class ConfigurationEditor
{
    private readonly ToonEditor _editor;

    /// <exception cref="ToonException">The text is no TOON.</exception>
    public ConfigurationEditor(ReadOnlyMemory<byte> utf8, string file)
    {
        _editor = new ToonEditor(utf8, new ToonDecodeOptions { SourceName = file, QuoteContent = false });
    }

    public ReadOnlyMemory<byte> Text => _editor.Document.Source;

    /// <summary>Sets one setting of a group, or one column of a row.</summary>
    /// <exception cref="ConfigurationEditException">The row is not there, or the text does not allow it in place.</exception>
    public void Set(SettingPath path, JsonNode? value)
    {
        if (path.Table is not { } table)
        {
            InPlace(() => SetInGroup(path, value));
            return;
        }

        var index = FindRow(table, path.RowId!) ?? throw NoRow(table, path.RowId!);
        InPlace(() =>
        {
            AddMissingColumn(table, path.Name);
            _editor.Set([table.Name, index, path.Name], value);
        });
    }

    /// <summary>Takes a setting back to its default.</summary>
    /// <returns>Whether it was set.</returns>
    /// <exception cref="ConfigurationEditException">The row is not there, or the text does not allow it in place.</exception>
    public bool Unset(SettingPath path)
    {
        if (path.Table is { } table)
        {
            var index = FindRow(table, path.RowId!) ?? throw NoRow(table, path.RowId!);
            var row = Rows(table).ElementAt(index);
            if (!row.TryGet(path.Name, out var cell) || cell.Kind == ToonKind.Null)
            {
                return false;
            }

            InPlace(() => _editor.Set([table.Name, index, path.Name], null));
            return true;
        }

        var steps = path.Group is null ? [path.Name] : new ToonPathStep[] { path.Group, path.Name };
        if (!Has(steps))
        {
            return false;
        }

        InPlace(() => _editor.Remove(steps));
        return true;
    }

    /// <summary>Adds a row, and the table and columns that it needs.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="row">What is set, in the order of new columns.</param>
    /// <exception cref="ConfigurationEditException">There is such a row already, or the text does not allow it in place.</exception>
    public void AddRow(ConfigurationTable table, JsonObject row)
    {
        var id = string.Join('/', table.IdColumns.Select(column => (string?)row[column]));
        if (FindRow(table, id) is not null)
        {
            throw new ConfigurationEditException($"There is a {table.Row} {id} already.")
            {
                Refusal = EditRefusal.RowExists,
            };
        }

        InPlace(() =>
        {
            if (!_editor.Document.Root.TryGet(table.Name, out var existing))
            {
                _editor.Set([table.Name], new JsonArray(row.DeepClone()));
                return;
            }

            if (existing is { Form: ToonForm.Table })
            {
                foreach (var (column, _) in row)
                {
                    AddMissingColumn(table, column);
                }

                row = UsualCells.Complete(table, existing, row);
            }

            _editor.Add([table.Name], row);
        });
    }

    /// <summary>Puts each of two rows in the other's place; comments stay where they are.</summary>
    /// <exception cref="ConfigurationEditException">A row is not there, or the text does not allow it in place.</exception>
    public void SwapRows(ConfigurationTable table, string one, string other)
    {
        var (first, second) = (
            FindRow(table, one) ?? throw NoRow(table, one),
            FindRow(table, other) ?? throw NoRow(table, other)
        );
        var (here, there) = (CellsOf(table, first), CellsOf(table, second));
        InPlace(() =>
        {
            Put(table, first, there);
            Put(table, second, here);
        });
    }

    /// <summary>Sets one column of a row, unless it says so already.</summary>
    /// <exception cref="ConfigurationEditException">The row is not there, or the text does not allow it in place.</exception>
    public void SetIfOther(SettingPath path, JsonNode value)
    {
        var index = FindRow(path.Table!, path.RowId!) ?? throw NoRow(path.Table!, path.RowId!);
        var row = Rows(path.Table!).ElementAt(index);
        if (!row.TryGet(path.Name, out var cell) || !JsonNode.DeepEquals(UsualCells.ValueOf(cell), value))
        {
            Set(path, value);
        }
    }

    /// <summary>Takes a column of a row back to its default, unless it has it already.</summary>
    /// <exception cref="ConfigurationEditException">The row is not there, or the text does not allow it in place.</exception>
    public void UnsetIfOther(SettingPath path)
    {
        var index = FindRow(path.Table!, path.RowId!) ?? throw NoRow(path.Table!, path.RowId!);
        if (
            Rows(path.Table!).ElementAt(index).TryGet(path.Name, out var cell)
            && cell.Kind != ToonKind.Null
            && !UsualCells.Has(path.Table!, path.Name, cell)
        )
        {
            Set(path, UsualCells.Of(path.Table!, path.Name, Rows(path.Table!)));
        }
    }

    /// <summary>The names of a table's rows, in their order.</summary>
    public IReadOnlyList<string> Ids(ConfigurationTable table) => [.. Rows(table).Select(row => NameOf(table, row))];

    /// <summary>The place of a row in its table, from 0; <c>null</c> if it is not there.</summary>
    public int? IndexOf(ConfigurationTable table, string id) => FindRow(table, id);

    /// <exception cref="ConfigurationEditException">There is no such row, or the text does not allow it in place.</exception>
    public void RemoveRow(ConfigurationTable table, string id)
    {
        var index = FindRow(table, id) ?? throw NoRow(table, id);
        InPlace(() => _editor.Remove([table.Name, index]));
    }

    private void SetInGroup(SettingPath path, JsonNode? value)
    {
        if (path.Group is null)
        {
            _editor.Set([path.Name], value);
        }
        else if (_editor.Document.Root.TryGet(path.Group, out _))
        {
            _editor.Set([path.Group, path.Name], value);
        }
        else
        {
            _editor.Set([path.Group], new JsonObject { [path.Name] = value });
        }
    }

    /// <summary>A table has the columns of its header alone; a list of objects takes any.</summary>
    private void AddMissingColumn(ConfigurationTable table, string column)
    {
        if (
            _editor.Document.Root.TryGet(table.Name, out var rows)
            && rows.Form == ToonForm.Table
            && !rows.Columns.Contains(column, StringComparer.Ordinal)
        )
        {
            _editor.AddColumn([table.Name], column, UsualCells.Of(table, column, rows.Children));
        }
    }

    private List<(string Column, JsonNode? Value)> CellsOf(ConfigurationTable table, int index) =>
        [.. Rows(table).ElementAt(index).Children.Select(cell => (cell.Key!, UsualCells.ValueOf(cell)))];

    private void Put(ConfigurationTable table, int index, List<(string Column, JsonNode? Value)> cells)
    {
        foreach (var (column, value) in cells)
        {
            _editor.Set([table.Name, index, column], value?.DeepClone());
        }
    }

    private int? FindRow(ConfigurationTable table, string id)
    {
        var index = 0;
        foreach (var row in Rows(table))
        {
            if (string.Equals(NameOf(table, row), id, StringComparison.Ordinal))
            {
                return index;
            }

            index++;
        }

        return null;
    }

    private IEnumerable<ToonElement> Rows(ConfigurationTable table) =>
        _editor.Document.Root.TryGet(table.Name, out var rows) ? rows.Children : [];

    private static string NameOf(ConfigurationTable table, ToonElement row) =>
        string.Join('/', table.IdColumns.Select(column => row.TryGet(column, out var cell) ? cell.Text : ""));

    private bool Has(ToonPathStep[] steps)
    {
        var element = _editor.Document.Root;
        return Array.TrueForAll(steps, step => element.TryGet(step.Key!, out element));
    }

    private static ConfigurationEditException NoRow(ConfigurationTable table, string id) =>
        new(
            $"There is no {table.Row} {Shown.Typed(id)}. `aimux config get {table.Name}` shows them all; `aimux config edit` adds one by hand."
        )
        {
            Refusal = EditRefusal.MissingRow,
        };

    private static void InPlace(Action edit)
    {
        try
        {
            edit();
        }
        catch (ToonEditException refused)
        {
            throw new ConfigurationEditException(
                $"{refused.Message} Change the file by hand: `aimux config edit`.",
                refused
            );
        }
    }
}
