using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Reads a JSON tree of .NET into a tree to write.</summary>
internal static class NodeSource
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <exception cref="ToonException">It is too deep, or a string holds a lone surrogate.</exception>
    public static void Read(JsonNode? root, TreeBuilder tree, ToonEncodeOptions options)
    {
        // Of each container around the open one: what it is, and which value is next.
        var outer = new Stack<(JsonObject? Fields, JsonArray? Items, int Next, int Count)>();
        var (fields, items, next, count) = ((JsonObject?)null, (JsonArray?)null, 0, 0);
        var node = root;
        while (true)
        {
            switch (node)
            {
                case null:
                    tree.AddLiteral(ToonKind.Null);
                    break;
                case JsonObject value:
                    tree.Begin(ToonKind.Object);
                    outer.Push((fields, items, next, count));
                    (fields, items, next, count) = (value, null, 0, CountFields(value, tree));
                    break;
                case JsonArray value when items is null && ParsedTable.TryRead(value, tree, options):
                    break;
                case JsonArray value:
                    tree.Begin(ToonKind.Array);
                    outer.Push((fields, items, next, count));
                    (fields, items, next, count) = (null, value, 0, value.Count);
                    break;
                default:
                    AddValue(node.AsValue(), tree, options);
                    break;
            }

            while (next == count)
            {
                if (outer.Count == 0)
                {
                    return;
                }

                tree.End();
                (fields, items, next, count) = outer.Pop();
            }

            if (fields is null)
            {
                node = items![next++];
            }
            else
            {
                (var key, node) = fields.GetAt(next++);
                tree.AddKey(key);
            }
        }
    }

    /// <summary>An object that was parsed reads its keys only now.</summary>
    private static int CountFields(JsonObject value, TreeBuilder tree)
    {
        try
        {
            return value.Count;
        }
        catch (InvalidOperationException)
        {
            throw JsonSource.LoneSurrogate(tree);
        }
        catch (ArgumentException)
        {
            throw tree.Mistake(ToonErrorCode.DuplicateKey, "A key stands twice in one object.");
        }
    }

    private static void AddValue(JsonValue value, TreeBuilder tree, ToonEncodeOptions options)
    {
        if (value.TryGetValue(out JsonElement element))
        {
            AddJson(JsonMarshal.GetRawUtf8Value(element), tree, options);
        }
        else
        {
            AddMade(value, tree, options);
        }
    }

    /// <summary>Adds what was not parsed but made of a .NET value.</summary>
    private static void AddMade(JsonValue value, TreeBuilder tree, ToonEncodeOptions options)
    {
        if (value.TryGetValue(out string? text))
        {
            tree.AddString(Bytes(text, tree));
        }
        else if (value.TryGetValue(out double number))
        {
            AddNumber(number, double.IsFinite(number), tree);
        }
        else if (value.TryGetValue(out float small))
        {
            AddNumber(small, float.IsFinite(small), tree);
        }
        else if (value.TryGetValue(out bool yes))
        {
            tree.AddLiteral(yes ? ToonKind.True : ToonKind.False);
        }
        else if (value.TryGetValue(out char character))
        {
            tree.AddString(Bytes(character.ToString(), tree));
        }
        else
        {
            JsonSource.Read(Encoding.UTF8.GetBytes(value.ToJsonString(SurrogateGuard.Options)), tree, options);
        }
    }

    /// <summary>What .NET parsed is JSON, so most of it is clear from its first byte.</summary>
    public static void AddJson(ReadOnlySpan<byte> json, TreeBuilder tree, ToonEncodeOptions options)
    {
        switch (json[0])
        {
            case (byte)'"' when Quoting.IsSimple(json[1..^1], options.Delimiter):
                tree.AddSimple(json[1..^1]);
                break;
            case (byte)'"' when !json.Contains((byte)'\\') && Utf8.IsValid(json):
                tree.AddString(json[1..^1]);
                break;
            case (byte)'t':
                tree.AddLiteral(ToonKind.True);
                break;
            case (byte)'f':
                tree.AddLiteral(ToonKind.False);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                tree.AddNumber(json);
                break;
            default:
                JsonSource.Read(json, tree, options);
                break;
        }
    }

    private static void AddNumber<T>(T number, bool finite, TreeBuilder tree)
        where T : IUtf8SpanFormattable
    {
        if (!finite)
        {
            tree.AddLiteral(ToonKind.Null);
            return;
        }

        Span<byte> text = stackalloc byte[64];
        number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        tree.AddNumber(text[..length]);
    }

    private static byte[] Bytes(string text, TreeBuilder tree)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw JsonSource.LoneSurrogate(tree);
        }
    }
}
