using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// Reads an array of objects that were parsed and have the same fields in the same order, all primitives, as most tables
/// have: row by row, without looking for what they have in common.
/// </summary>
internal static class ParsedTable
{
    /// <returns>Whether it is one; else nothing was added, mistakes not reported either.</returns>
    public static bool TryRead(JsonArray rows, TreeBuilder tree, ToonEncodeOptions options)
    {
        if (rows.Count == 0 || rows[0] is not JsonObject || !tree.MayHoldTable)
        {
            return false;
        }

        try
        {
            var names = ((JsonObject)rows[0]!).Select(field => field.Key).ToArray();
            if (names.Length == 0)
            {
                return false;
            }

            tree.BeginTable(names);
            for (var row = 0; row < rows.Count; row++)
            {
                if (!TryReadRow(rows[row], names, tree, options))
                {
                    tree.DropTable();
                    return false;
                }
            }

            tree.EndTable(rows.Count);
            return true;
        }
        catch (Exception exception) when (exception is ToonException or InvalidOperationException or ArgumentException)
        {
            // Who reads it value by value finds the mistake again, and its place.
            tree.DropTable();
            return false;
        }
    }

    private static bool TryReadRow(JsonNode? row, string[] names, TreeBuilder tree, ToonEncodeOptions options)
    {
        if (row is not JsonObject fields || fields.Count != names.Length)
        {
            return false;
        }

        for (var column = 0; column < names.Length; column++)
        {
            var (name, value) = fields.GetAt(column);
            if (!string.Equals(name, names[column]))
            {
                return false;
            }

            if (value is null)
            {
                tree.AddLiteral(ToonKind.Null);
            }
            else if (value is JsonValue primitive && primitive.TryGetValue(out JsonElement element))
            {
                NodeSource.AddJson(JsonMarshal.GetRawUtf8Value(element), tree, options);
            }
            else
            {
                return false;
            }
        }

        tree.EndRow();
        return true;
    }
}
