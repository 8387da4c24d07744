using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Tests.Configuration.Toon.Editing;

/// <summary>What an edit means for the JSON tree, told without any knowledge of the text.</summary>
internal static class TreeEdit
{
    public static JsonNode? Set(JsonNode? root, ToonPathStep[] path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            return value?.DeepClone();
        }

        var (parent, last) = (Walk(root, path[..^1])!, path[^1]);
        if (last.Key is { } key)
        {
            parent.AsObject()[key] = value?.DeepClone();
        }
        else
        {
            parent.AsArray()[last.Index] = value?.DeepClone();
        }

        return root;
    }

    public static JsonNode? Add(JsonNode? root, ToonPathStep[] path, JsonNode? value)
    {
        Walk(root, path)!.AsArray().Add(value?.DeepClone());
        return root;
    }

    public static JsonNode? Remove(JsonNode? root, ToonPathStep[] path)
    {
        var (parent, last) = (Walk(root, path[..^1])!, path[^1]);
        if (last.Key is { } key)
        {
            parent.AsObject().Remove(key);
        }
        else
        {
            parent.AsArray().RemoveAt(last.Index);
        }

        return root;
    }

    public static JsonNode? AddColumn(JsonNode? root, ToonPathStep[] path, string name, JsonNode? value)
    {
        var table = Walk(root, path);
        var rows = table is JsonArray array ? array : table!.AsObject().Select(entry => entry.Value);
        foreach (var row in rows)
        {
            row!.AsObject().Add(name, value?.DeepClone());
        }

        return root;
    }

    /// <summary>The value with null for every field that another row of the table has and it lacks.</summary>
    public static JsonNode? Filled(JsonNode? value, JsonNode row)
    {
        if (value is not JsonObject given)
        {
            return value?.DeepClone();
        }

        var filled = given.DeepClone().AsObject();
        foreach (var (key, cell) in row.AsObject())
        {
            if (cell is JsonObject group)
            {
                filled[key] = Filled(given.TryGetPropertyValue(key, out var inner) ? inner : new JsonObject(), group);
            }
            else if (!given.ContainsKey(key))
            {
                filled[key] = null;
            }
        }

        return filled;
    }

    public static JsonNode? Walk(JsonNode? root, ToonPathStep[] path) =>
        path.Aggregate(root, (at, step) => step.Key is { } key ? at!.AsObject()[key] : at!.AsArray()[step.Index]);
}
