using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Aimux.Dashboard.Configuration;
using Aimux.Silo.Configuration.Editing;

namespace Aimux.Silo.Admin.Store;

/// <summary>
/// A change as an edit of the file's text. It remembers which rows of the file are which parts of the change, so that what
/// a check finds can be told at the change's own fields.
/// </summary>
/// <param name="change">The change.</param>
/// <param name="secrets">The references of the change's new secrets, in their order.</param>
/// <param name="token">The hash of a new caller's token.</param>
internal sealed class FileEdit(ConfigurationChange change, IReadOnlyList<string> secrets, string? token)
{
    private static readonly string[] KeyColumns =
    [
        "quota_group",
        "rpm",
        "tpm",
        "rpd",
        "concurrency",
        "weight",
        "enabled",
    ];
    private static readonly string[] ProviderColumns =
    [
        "preset",
        "base_url",
        "dialect",
        "messages_url",
        "responses",
        "models",
        "enabled",
        "connect_timeout",
        "first_event_timeout",
        "answer_timeout",
        "idle_timeout",
    ];

    private readonly List<(string InFile, string InChange)> _fields = [];

    /// <summary>Makes the change in a text.</summary>
    /// <exception cref="ConfigurationEditException">It cannot be made.</exception>
    public void Make(ConfigurationEditor editor)
    {
        switch (change)
        {
            case ConfigurationChange.AddProvider add:
                editor.AddRow(ConfigurationTable.Providers, RowJson.Of(add.Row));
                Note(editor, ConfigurationTable.Providers, add.Row.Id, "");
                AddKeys(editor, add.Keys);
                break;
            case ConfigurationChange.EditProvider edit:
                Update(editor, ConfigurationTable.Providers, edit.Row.Id, RowJson.Of(edit.Row), ProviderColumns);
                break;
            case ConfigurationChange.RemoveProvider remove:
                RemoveProvider(editor, remove.Id);
                break;
            case ConfigurationChange.EnableProvider enable:
                Enable(editor, ConfigurationTable.Providers, enable.Id, enable.Enabled);
                break;
            case ConfigurationChange.AddKeys add:
                AddKeys(editor, add.Keys);
                break;
            case ConfigurationChange.EditKey edit:
                EditKey(editor, edit);
                break;
            case ConfigurationChange.RemoveKey remove:
                editor.RemoveRow(ConfigurationTable.Keys, $"{remove.Provider}/{remove.Id}");
                break;
            case ConfigurationChange.EnableKey enable:
                Enable(editor, ConfigurationTable.Keys, $"{enable.Provider}/{enable.Id}", enable.Enabled);
                break;
            case ConfigurationChange.MoveKey move:
                MoveKey(editor, move);
                break;
            case ConfigurationChange.AddRoute add:
                editor.AddRow(ConfigurationTable.Models, RowJson.Of(add.Row));
                Note(editor, ConfigurationTable.Models, add.Row.Name, "");
                break;
            case ConfigurationChange.EditRoute edit:
                Update(
                    editor,
                    ConfigurationTable.Models,
                    edit.Row.Name,
                    RowJson.Of(edit.Row),
                    ["candidates", "policy", "weights", "prices", "hedge"]
                );
                break;
            case ConfigurationChange.RemoveRoute remove:
                editor.RemoveRow(ConfigurationTable.Models, remove.Name);
                break;
            case ConfigurationChange.AddCaller add:
                editor.AddRow(ConfigurationTable.Callers, RowJson.Of(add.Row, token));
                Note(editor, ConfigurationTable.Callers, add.Row.Id, "");
                break;
            case ConfigurationChange.EditCaller edit:
                var caller = RowJson.Of(edit.Row, token: null);
                Update(editor, ConfigurationTable.Callers, edit.Row.Id, caller, ["models", "rpm", "enabled"]);
                break;
            case ConfigurationChange.RemoveCaller remove:
                editor.RemoveRow(ConfigurationTable.Callers, remove.Id);
                break;
            default:
                throw new InvalidOperationException($"{change.GetType().Name} is no edit of rows.");
        }
    }

    /// <summary>A finding about the file, told at the change's field where it is about one.</summary>
    public Finding AtField(Finding finding)
    {
        foreach (var (inFile, inChange) in _fields)
        {
            if (finding.Field is { } field && field.StartsWith(inFile, StringComparison.Ordinal))
            {
                var rest = field[inFile.Length..].TrimStart('.');
                return finding with { Field = $"{inChange}{rest}".TrimEnd('.') };
            }
        }

        return finding;
    }

    private void AddKeys(ConfigurationEditor editor, ImmutableArray<NewKey> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            editor.AddRow(ConfigurationTable.Keys, RowJson.Of(keys[i].Row, secrets[i]));
            Note(editor, ConfigurationTable.Keys, keys[i].Row.FullId, $"keys[{i}].");
        }
    }

    private void EditKey(ConfigurationEditor editor, ConfigurationChange.EditKey edit)
    {
        var secret = edit.NewSecret is null ? null : secrets[0];
        var columns = RowJson.Of(edit.Row, secret);
        Update(
            editor,
            ConfigurationTable.Keys,
            edit.Row.FullId,
            columns,
            secret is null ? KeyColumns : ["secret", .. KeyColumns]
        );
    }

    /// <summary>Routes and other rows that name it stay: the check says which must be changed first.</summary>
    private static void RemoveProvider(ConfigurationEditor editor, string id)
    {
        foreach (
            var key in editor
                .Ids(ConfigurationTable.Keys)
                .Where(key => key.StartsWith(id + "/", StringComparison.Ordinal))
        )
        {
            editor.RemoveRow(ConfigurationTable.Keys, key);
        }

        editor.RemoveRow(ConfigurationTable.Providers, id);
    }

    private static void MoveKey(ConfigurationEditor editor, ConfigurationChange.MoveKey move)
    {
        var name = $"{move.Provider}/{move.Id}";
        for (var left = Math.Abs(move.By); left > 0; left--)
        {
            var siblings = editor
                .Ids(ConfigurationTable.Keys)
                .Where(key => key.StartsWith(move.Provider + "/", StringComparison.Ordinal))
                .ToList();
            var place = siblings.IndexOf(name);
            var next = place + Math.Sign(move.By);
            if (place >= 0 && (next < 0 || next >= siblings.Count))
            {
                return; // it is at the end already
            }

            editor.SwapRows(ConfigurationTable.Keys, name, place < 0 ? name : siblings[next]);
        }
    }

    private void Enable(ConfigurationEditor editor, ConfigurationTable table, string id, bool enabled)
    {
        editor.Set(SettingPath.OfRow(table, id, "enabled"), JsonValue.Create(enabled));
        Note(editor, table, id, "");
    }

    /// <summary>Sets what differs and nothing else, so that the rest of the line stays as its author wrote it.</summary>
    private void Update(
        ConfigurationEditor editor,
        ConfigurationTable table,
        string id,
        JsonObject columns,
        IEnumerable<string> all
    )
    {
        foreach (var column in all)
        {
            var path = SettingPath.OfRow(table, id, column);
            if (columns[column] is { } value)
            {
                editor.SetIfOther(path, value.DeepClone());
            }
            else
            {
                editor.UnsetIfOther(path);
            }
        }

        Note(editor, table, id, "");
    }

    private void Note(ConfigurationEditor editor, ConfigurationTable table, string id, string inChange)
    {
        if (editor.IndexOf(table, id) is { } index)
        {
            _fields.Add(($"{table.Name}[{index}]", inChange));
        }
    }
}
