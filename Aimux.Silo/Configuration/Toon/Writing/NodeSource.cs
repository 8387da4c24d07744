using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Reads a JSON tree of .NET into a tree to write.</summary>
internal static class NodeSource
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <exception cref="ToonException">It is too deep, or a string holds a lone surrogate.</exception>
    public static void Read(JsonNode? root, TreeBuilder tree, ToonEncodeOptions options)
    {
        var open = new Stack<(IEnumerator<KeyValuePair<string, JsonNode?>>? Fields, IEnumerator<JsonNode?>? Items)>();
        Add(root);
        while (open.TryPeek(out var top))
        {
            if (top.Fields is not null && top.Fields.MoveNext())
            {
                tree.AddKey(Bytes(top.Fields.Current.Key, tree));
                Add(top.Fields.Current.Value);
            }
            else if (top.Items is not null && top.Items.MoveNext())
            {
                Add(top.Items.Current);
            }
            else
            {
                open.Pop();
                tree.End();
            }
        }

        void Add(JsonNode? node)
        {
            switch (node)
            {
                case null:
                    tree.AddLiteral(ToonKind.Null);
                    break;
                case JsonObject value:
                    tree.Begin(ToonKind.Object);
                    open.Push((Fields(value, tree), null));
                    break;
                case JsonArray value:
                    tree.Begin(ToonKind.Array);
                    open.Push((null, value.GetEnumerator()));
                    break;
                case JsonValue value:
                    AddValue(value, tree, options);
                    break;
            }
        }
    }

    /// <summary>An object that was parsed reads its keys only now.</summary>
    private static IEnumerator<KeyValuePair<string, JsonNode?>> Fields(JsonObject value, TreeBuilder tree)
    {
        try
        {
            return value.GetEnumerator();
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
            JsonSource.Read(JsonRaw(element), tree, options);
        }
        else if (value.TryGetValue(out string? text))
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

    private static ReadOnlySpan<byte> JsonRaw(JsonElement element) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element);

    private static void AddNumber<T>(T number, bool finite, TreeBuilder tree)
        where T : IUtf8SpanFormattable
    {
        if (!finite)
        {
            tree.AddLiteral(ToonKind.Null);
            return;
        }

        Span<byte> text = stackalloc byte[64];
        number.TryFormat(text, out var length, "R", System.Globalization.CultureInfo.InvariantCulture);
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
