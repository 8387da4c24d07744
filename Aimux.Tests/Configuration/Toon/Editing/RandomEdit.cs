using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Tests.Configuration.Toon.Editing;

/// <summary>One edit of a text: what is asked of the editor, what it means for the tree, and which lines it may touch.</summary>
/// <param name="Kind">For counting.</param>
/// <param name="Words">For messages.</param>
/// <param name="MustSucceed">Whether nothing can be in its way.</param>
/// <param name="Touched">First and last line that may change, and a header line whose count may; 0 if none.</param>
/// <param name="Run">The edit of the text.</param>
/// <param name="OnTree">The edit of the tree that the text stands for.</param>
internal sealed record RandomEdit(
    string Kind,
    string Words,
    bool MustSucceed,
    (int First, int Last, int Header) Touched,
    Action<ToonEditor> Run,
    Func<JsonNode?, JsonNode?> OnTree
)
{
    public override string ToString() => $"{Kind}: {Words}";

    /// <summary>An edit that the text has a place for, chosen by <paramref name="random"/>; null if there is none.</summary>
    public static RandomEdit? Choose(
        Random random,
        ToonDocument document,
        JsonNode? fresh,
        JsonNode? scalar,
        string key
    )
    {
        var all = new List<(ToonElement Element, ToonPathStep[] Path)>();
        Collect(all, document.Root);
        return random.Next(7) switch
        {
            0 => Pick(random, all, Scalar) is var (element, path)
                ? Set("set scalar", element, path, scalar, true)
                : null,
            1 => Pick(random, all, _ => true) is var (element, path) ? Set("set", element, path, fresh, false) : null,
            2 => Pick(random, all, IsObject) is var (element, path) ? NewField(element, path, key, fresh) : null,
            3 => Pick(random, all, IsArray) is var (element, path) ? Add(random, element, path, fresh, scalar) : null,
            4 => Pick(random, all, IsKeyed) is var (element, path)
                ? NewEntry(random, element, path, key, scalar)
                : null,
            5 => Pick(random, all, NotRoot) is var (element, path) ? Remove(element, path) : null,
            _ => Pick(random, all, IsTable) is var (element, path) ? Column(element, path, key, scalar) : null,
        };
    }

    private static bool Scalar(ToonElement element) => element.Kind is not (ToonKind.Object or ToonKind.Array);

    private static bool IsObject(ToonElement element) => element.Kind == ToonKind.Object;

    /// <summary>A table without rows has nothing to make a row from.</summary>
    private static bool IsArray(ToonElement element) =>
        element.Kind == ToonKind.Array && element is not { Form: ToonForm.Table, Count: 0 };

    private static bool IsKeyed(ToonElement element) => element is { Form: ToonForm.KeyedTable, Count: > 0 };

    private static bool IsTable(ToonElement element) => element.Form is ToonForm.Table or ToonForm.KeyedTable;

    private static bool NotRoot(ToonElement element) => element.TryGetParent(out _);

    private static void Collect(List<(ToonElement, ToonPathStep[])> all, ToonElement root)
    {
        var open = new Stack<(ToonElement Element, ToonPathStep[] Path)>([(root, [])]);
        while (open.TryPop(out var next))
        {
            all.Add(next);
            if (Scalar(next.Element))
            {
                continue;
            }

            foreach (var (index, child) in next.Element.Children.Index())
            {
                open.Push((child, [.. next.Path, child.Key is { } key ? key : index]));
            }
        }
    }

    private static (ToonElement Element, ToonPathStep[] Path)? Pick(
        Random random,
        List<(ToonElement Element, ToonPathStep[] Path)> all,
        Func<ToonElement, bool> fits
    )
    {
        var fitting = all.Where(one => fits(one.Element)).ToList();
        return fitting.Count == 0 ? null : fitting[random.Next(fitting.Count)];
    }

    private static RandomEdit Set(
        string kind,
        ToonElement element,
        ToonPathStep[] path,
        JsonNode? value,
        bool mustSucceed
    ) =>
        new(
            kind,
            Tell(path, value),
            mustSucceed,
            (element.FirstLine, element.LastLine, 0),
            editor => editor.Set(path, value),
            tree =>
                TreeEdit.Set(
                    tree,
                    path,
                    element.Form is ToonForm.Row or ToonForm.Group
                        ? TreeEdit.Filled(value, TreeEdit.Walk(tree, path)!)
                        : value
                )
        );

    private static RandomEdit? NewField(ToonElement element, ToonPathStep[] path, string key, JsonNode? value)
    {
        if (element.TryGet(key, out _) || element is { Form: ToonForm.KeyedTable, Count: 0 })
        {
            return null;
        }

        // An item without fields is a bare hyphen, whose line gets the first one.
        var isBare = element is { Form: ToonForm.Fields, Count: 0 } && NotRoot(element);
        ToonPathStep[] whole = [.. path, key];
        return new(
            "new field",
            Tell(whole, value),
            element.Form == ToonForm.Fields,
            (0, 0, isBare || element.Form == ToonForm.KeyedTable ? element.FirstLine : 0),
            editor => editor.Set(whole, value),
            tree => TreeEdit.Set(tree, whole, FilledRow(tree, path, element, value))
        );
    }

    private static RandomEdit Add(
        Random random,
        ToonElement element,
        ToonPathStep[] path,
        JsonNode? fresh,
        JsonNode? scalar
    )
    {
        var value = element.Form switch
        {
            ToonForm.Table => RowLike(random, element, scalar),
            ToonForm.Inline => scalar,
            _ => fresh,
        };
        return new(
            $"add to {element.Form}",
            Tell(path, value),
            true,
            (0, 0, element.FirstLine),
            editor => editor.Add(path, value),
            tree => TreeEdit.Add(tree, path, FilledRow(tree, path, element, value))
        );
    }

    private static RandomEdit? NewEntry(
        Random random,
        ToonElement element,
        ToonPathStep[] path,
        string key,
        JsonNode? scalar
    )
    {
        if (element.TryGet(key, out _))
        {
            return null;
        }

        var value = RowLike(random, element, scalar);
        ToonPathStep[] whole = [.. path, key];
        return new(
            "add entry",
            Tell(whole, value),
            true,
            (0, 0, element.FirstLine),
            editor => editor.Add(whole, value),
            tree => TreeEdit.Set(tree, whole, FilledRow(tree, path, element, value))
        );
    }

    private static RandomEdit Remove(ToonElement element, ToonPathStep[] path)
    {
        _ = element.TryGetParent(out var parent);
        var isCell = parent.Form is ToonForm.Row or ToonForm.Group;
        var startsItem =
            parent.Form == ToonForm.Fields
            && parent.FirstLine == element.FirstLine
            && parent.Key is null
            && NotRoot(parent);
        var last = startsItem && parent.Count > 1 ? parent.Children.ElementAt(1).FirstLine : element.LastLine;
        return new(
            isCell ? "remove cell" : "remove",
            Tell(path, null),
            !isCell && !startsItem,
            (element.FirstLine, last, parent.FirstLine),
            editor => editor.Remove(path),
            tree => TreeEdit.Remove(tree, path)
        );
    }

    private static RandomEdit? Column(ToonElement element, ToonPathStep[] path, string key, JsonNode? scalar)
    {
        if (element.Columns.Contains(key))
        {
            return null;
        }

        return new(
            "add column",
            $"{key} to {Tell(path, scalar)}",
            true,
            (element.FirstLine, element.LastLine, 0),
            editor => editor.AddColumn(path, key, scalar),
            tree => TreeEdit.AddColumn(tree, path, key, scalar)
        );
    }

    /// <summary>An object like a table's rows with one value for all cells, some left out, in another order.</summary>
    private static JsonObject RowLike(Random random, ToonElement table, JsonNode? scalar) =>
        Like(random, table.Children.First(), scalar);

    private static JsonObject Like(Random random, ToonElement row, JsonNode? scalar)
    {
        var like = new JsonObject();
        foreach (var column in row.Children.OrderBy(_ => random.Next()).Where(_ => random.Next(5) > 0))
        {
            like[column.Key!] = column.Form == ToonForm.Group ? Like(random, column, scalar) : scalar?.DeepClone();
        }

        return like;
    }

    private static JsonNode? FilledRow(JsonNode? tree, ToonPathStep[] path, ToonElement table, JsonNode? value)
    {
        if (!IsTable(table))
        {
            return value;
        }

        var rows = TreeEdit.Walk(tree, path);
        var first = rows is JsonArray array ? array[0] : rows!.AsObject().First().Value;
        return TreeEdit.Filled(value, first!);
    }

    private static string Tell(ToonPathStep[] path, JsonNode? value) =>
        $"{string.Join('/', path.Select(step => step.Key ?? $"[{step.Index}]"))} {value?.ToJsonString() ?? "null"}";
}
