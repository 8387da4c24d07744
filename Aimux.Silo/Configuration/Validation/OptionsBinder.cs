using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Toon.Reading;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>From the values of a document to options, by the schema; every value that does not fit is a finding.</summary>
/// <param name="findings">Receives them.</param>
/// <param name="damaged">Whether some of the text could not be read, so that what is missing may stand there.</param>
internal sealed class OptionsBinder(Findings findings, bool damaged)
{
    /// <summary>Where the rows and groups of the options stand.</summary>
    public SettingPlaces Places { get; } = new();

    public AimuxOptions Bind(ToonDocument document)
    {
        var options = new AimuxOptions();
        var root = document.Root;
        Places.Add(options, root);
        if (root.Kind != ToonKind.Object || root.Form != ToonForm.Fields)
        {
            findings.Error(
                root,
                "A configuration file begins with settings, `version: 1`, and holds groups and tables of them."
            );
            return options;
        }

        BindChildren(root, ConfigurationSchema.Root, options, "setting", nearSecrets: false);
        return options;
    }

    private void BindChildren(
        ToonElement element,
        IReadOnlyList<SettingSchema> schemas,
        object owner,
        string what,
        bool nearSecrets
    )
    {
        foreach (var child in element.Children)
        {
            var name = child.Key!;
            if (schemas.FirstOrDefault(schema => schema.Name == name) is not { } schema)
            {
                var names = schemas.Select(known => known.Name).ToList();
                var hint = Spelling.Hint(name, names);
                var all = hint.Length > 0 ? "" : $" There are: {string.Join(", ", names)}.";
                // A column's name stands in the header, once for all rows.
                findings.ErrorAtName(child, $"There is no {what} {Shown.Name(name)}.{hint}{all}");
                continue;
            }

            switch (schema.Kind)
            {
                case SettingKind.Group:
                    BindGroup(child, schema, owner);
                    break;
                case SettingKind.Table:
                    BindTable(child, schema, owner);
                    break;
                default:
                    BindValue(child, schema, owner, nearSecrets);
                    break;
            }
        }

        foreach (var schema in schemas)
        {
            if (schema.Required && !damaged && element.Form != ToonForm.Row && !element.TryGet(schema.Name, out _))
            {
                findings.Error(element, Missing(schema, what));
            }
        }
    }

    private void BindGroup(ToonElement element, SettingSchema schema, object owner)
    {
        var group = schema.Get(owner)!;
        Places.Add(group, element);
        if (element.Kind == ToonKind.Object && element.Form == ToonForm.Fields)
        {
            BindChildren(element, schema.Children, group, $"setting of {schema.Name}", Shown.HoldsSecrets(schema));
            return;
        }

        if (CommentAdvice.Fits(element))
        {
            findings.Error(element, CommentAdvice.Behind(schema.Name));
            return;
        }

        findings.Error(
            element,
            $"`{schema.Name}` is a group: write `{schema.Name}:` and its settings below it, indented by two spaces, such as "
                + $"`{schema.Children[0].Name}: …`. Found {(element.Kind == ToonKind.Object ? "a table" : Shown.Value(element, nearSecrets: true))}."
        );
    }

    private void BindTable(ToonElement element, SettingSchema schema, object owner)
    {
        var columns = string.Join(",", schema.Children.Where(column => column.Required).Select(column => column.Name));
        if (CommentAdvice.Fits(element))
        {
            findings.Error(element, CommentAdvice.Behind(schema.Name));
            return;
        }

        if (element.Kind != ToonKind.Array)
        {
            var found =
                element.Form == ToonForm.KeyedTable
                    ? "rows with names before a colon; give them a column instead"
                    : Shown.Value(element, nearSecrets: true);
            findings.Error(
                element,
                $"`{schema.Name}` is a table: write `{schema.Name}[1]{{{columns}}}:` with the number of its rows, and each row on a "
                    + $"line of its own below it. Found {found}."
            );
            return;
        }

        if (element.Form == ToonForm.Table)
        {
            CheckColumns(element, schema);
        }

        var rows = Array.CreateInstance(schema.ValueType.GetElementType()!, element.Count);
        var index = 0;
        foreach (var item in element.Children)
        {
            var row = schema.NewRow!();
            rows.SetValue(row, index++);
            Places.Add(row, item);
            if (item.Kind != ToonKind.Object)
            {
                findings.Error(
                    item,
                    CommentAdvice.Fits(item)
                        ? CommentAdvice.Behind(schema.Name)
                        : $"A row of `{schema.Name}` has named values: write `{schema.Name}[{element.Count}]{{{columns}}}:` above them."
                );
                return;
            }

            if (element.Form == ToonForm.Table)
            {
                BindCells(item, schema, row);
            }
            else
            {
                BindChildren(item, schema.Children, row, $"column of {schema.Name}", Shown.HoldsSecrets(schema));
            }
        }

        schema.Set(owner, rows);
    }

    /// <summary>What is wrong with a header is said once, however many rows there are.</summary>
    private void CheckColumns(ToonElement table, SettingSchema schema)
    {
        var names = schema.Children.Select(column => column.Name).ToList();
        var columns = table.Columns.ToList();
        foreach (var column in columns.Where(column => schema.Find(column) is null))
        {
            var hint = Spelling.Hint(column, names);
            var all = hint.Length > 0 ? "" : $" There are: {string.Join(", ", names)}.";
            var message = $"There is no column {Shown.Name(column)} in `{schema.Name}`.{hint}{all}";
            if (table.Children.FirstOrDefault() is { Document: not null } row && row.TryGet(column, out var cell))
            {
                findings.ErrorAtName(cell, message);
            }
            else
            {
                findings.Error(table, message);
            }
        }

        foreach (var column in schema.Children.Where(column => column.Required && !columns.Contains(column.Name)))
        {
            findings.Error(table, Missing(column, $"column of {schema.Name}"));
        }
    }

    private void BindCells(ToonElement row, SettingSchema schema, object owner)
    {
        foreach (var cell in row.Children)
        {
            if (schema.Find(cell.Key!) is { } column)
            {
                BindValue(cell, column, owner, Shown.HoldsSecrets(schema));
            }
        }
    }

    private void BindValue(ToonElement element, SettingSchema schema, object owner, bool nearSecrets)
    {
        if (element.Kind is ToonKind.Object or ToonKind.Array)
        {
            findings.Error(element, $"`{schema.Name}` takes one value. Found {Shown.Value(element, nearSecrets)}.");
            Places.AddWrong(owner, schema.Name);
            return;
        }

        if (damaged && IsMalformed(element))
        {
            Places.AddWrong(owner, schema.Name);
            return;
        }

        var text = element.Kind == ToonKind.Null ? "" : element.Text;
        if (text.Length == 0)
        {
            if (schema.Required)
            {
                findings.Error(element, $"`{schema.Name}` is empty, but must be set.{Example(schema)}");
            }
            else if (!schema.IsOptional && element.Form != ToonForm.Cell)
            {
                findings.Error(
                    element,
                    $"`{schema.Name}` is empty. Give it a value, or remove the line to have the default.{Example(schema)}"
                );
            }

            return;
        }

        if (FindMistake(element, schema, text, nearSecrets, out var value) is { } mistake)
        {
            findings.Error(element, mistake);
            Places.AddWrong(owner, schema.Name);
            return;
        }

        schema.Set(owner, value);
    }

    private static string? FindMistake(
        ToonElement element,
        SettingSchema schema,
        string text,
        bool nearSecrets,
        out object? value
    )
    {
        value = null;
        if (CommentAdvice.Fits(element))
        {
            return CommentAdvice.For(schema.Name);
        }

        if (schema.Kind == SettingKind.YesNo && text is ("true" or "false") && CommentAdvice.IsQuoted(element))
        {
            return $"`{schema.Name}` takes true or false without quotes.";
        }

        return SettingText.TryParse(schema, text, out value, out var expected) ? null
            : schema.Kind == SettingKind.Secret ? $"`{schema.Name}` cannot be used: {expected}."
            : $"`{schema.Name}` takes {expected}. Found {Shown.Value(element, nearSecrets)}.{Advice(schema, text)}";
    }

    /// <summary>Quotes that never close, or text behind them: the reader has said so.</summary>
    private static bool IsMalformed(ToonElement element)
    {
        var token = element.Document.Source.Span.Slice(element.Span.Start, element.Span.Length);
        return token.StartsWith("\""u8) && TokenText.FindMistake(token, out _) >= 0;
    }

    private static string Missing(SettingSchema schema, string what) =>
        schema.Name == "version"
            ? "The file does not say its version. Begin it with `version: 1`."
            : $"The {what} `{schema.Name}` is missing.{Example(schema)}";

    private static string Example(SettingSchema schema) =>
        schema.Example is null ? "" : $" Example: `{schema.Example}`.";

    private static string Advice(SettingSchema schema, string text) =>
        schema.Kind switch
        {
            SettingKind.Choice => Spelling.Hint(text, schema.Choices),
            SettingKind.YesNo when text is "yes" or "on" or "True" or "TRUE" => " Write `true`.",
            SettingKind.YesNo when text is "no" or "off" or "False" or "FALSE" => " Write `false`.",
            SettingKind.Duration when text.All(char.IsAsciiDigit) && text.Length <= 9 =>
                $" Write `{text}s` for seconds.",
            SettingKind.WholeNumber
                when schema.Name == "version" && int.TryParse(text, out var version) && version > 1 =>
                " The file is for a newer Aimux than this one.",
            _ => "",
        };
}
