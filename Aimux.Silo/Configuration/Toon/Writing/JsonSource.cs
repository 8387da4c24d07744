using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Reads a JSON text into a tree.</summary>
internal static class JsonSource
{
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="ToonException">It is too deep, a key stands twice, or a string holds a lone surrogate.</exception>
    public static void Read(ReadOnlySpan<byte> json, TreeBuilder tree, ToonEncodeOptions options)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            throw tree.Mistake(ToonErrorCode.IllFormedUtf8, "The JSON text is no well-formed UTF-8.");
        }

        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            json = json[Encoding.UTF8.Preamble.Length..];
        }

        // The reader's own limit would end in other words; the tree has its own.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth + 1 });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    tree.Begin(ToonKind.Object);
                    break;
                case JsonTokenType.StartArray:
                    tree.Begin(ToonKind.Array);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    tree.End();
                    break;
                case JsonTokenType.PropertyName:
                    tree.AddKey(Text(ref reader, tree));
                    break;
                case JsonTokenType.String:
                    tree.AddString(Text(ref reader, tree));
                    break;
                case JsonTokenType.Number:
                    tree.AddNumber(reader.ValueSpan);
                    break;
                case JsonTokenType.True:
                    tree.AddLiteral(ToonKind.True);
                    break;
                case JsonTokenType.False:
                    tree.AddLiteral(ToonKind.False);
                    break;
                default:
                    tree.AddLiteral(ToonKind.Null);
                    break;
            }
        }
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader, TreeBuilder tree)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var text = new byte[reader.ValueSpan.Length];
        try
        {
            return text.AsSpan(0, reader.CopyString(text));
        }
        catch (InvalidOperationException)
        {
            throw LoneSurrogate(tree);
        }
    }

    public static ToonException LoneSurrogate(TreeBuilder tree) =>
        tree.Mistake(ToonErrorCode.LoneSurrogate, "A text holds half of a surrogate pair, which is no character.");
}
