using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon.Writing;

namespace Aimux.Silo.Configuration.Toon;

/// <content>Writing.</content>
internal static partial class ToonCodec
{
    /// <exception cref="ToonException">A string holds a lone surrogate, or the tree is too deep.</exception>
    public static string Encode(JsonNode? value, ToonEncodeOptions? options = null)
    {
        options ??= ToonEncodeOptions.Default;
        using var tree = Read(value, options);
        using var writer = new TreeWriter(tree, options);
        return Encoding.UTF8.GetString(writer.Write());
    }

    /// <exception cref="ToonException">A string holds a lone surrogate, or the tree is too deep. Nothing was written.</exception>
    public static void Encode(IBufferWriter<byte> to, JsonNode? value, ToonEncodeOptions? options = null)
    {
        options ??= ToonEncodeOptions.Default;
        using var tree = Read(value, options);
        using var writer = new TreeWriter(tree, options);
        to.Write(writer.Write());
    }

    /// <summary>Writes the TOON of a JSON text.</summary>
    /// <exception cref="ToonException">
    /// As <see cref="Encode(IBufferWriter{byte}, JsonNode?, ToonEncodeOptions?)"/>, or a key stands twice in an object.
    /// </exception>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static void EncodeJson(IBufferWriter<byte> to, ReadOnlySpan<byte> json, ToonEncodeOptions? options = null)
    {
        options ??= ToonEncodeOptions.Default;
        Check(options);
        using var tree = new TreeBuilder(options);
        JsonSource.Read(json, tree, options);
        using var writer = new TreeWriter(tree, options);
        to.Write(writer.Write());
    }

    private static TreeBuilder Read(JsonNode? value, ToonEncodeOptions options)
    {
        Check(options);
        var tree = new TreeBuilder(options);
        try
        {
            NodeSource.Read(value, tree, options);
            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    private static void Check(ToonEncodeOptions options)
    {
        if (options.IndentSize is < 1 or > 16)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "IndentSize must be 1 to 16.");
        }
    }
}
