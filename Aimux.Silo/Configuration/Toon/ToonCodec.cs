using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon.Reading;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>
/// TOON 4.4 text from and to JSON trees. Numbers are lossless: their digits are kept as written.
/// </summary>
internal static partial class ToonCodec
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static JsonNode? Decode(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options = null)
    {
        options ??= ToonDecodeOptions.Default;
        using var json = JsonText.Read(utf8, options);
        // The depth was checked against the options; the tree must hold no less.
        return JsonNode.Parse(
            json.All,
            documentOptions: new JsonDocumentOptions { MaxDepth = Math.Max(64, options.MaxDepth + 1) }
        );
    }

    /// <summary>As from memory, from a copy that is pooled and wiped: values are found by their places in it.</summary>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static JsonNode? Decode(ReadOnlySpan<byte> utf8, ToonDecodeOptions? options = null)
    {
        using var copy = new PooledCopy(utf8);
        return Decode(copy.Memory, options);
    }

    // An array is both, and needs no copy.
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static JsonNode? Decode(byte[] utf8, ToonDecodeOptions? options = null) => Decode(utf8.AsMemory(), options);

    /// <exception cref="ToonException">The text is no TOON, or passes a limit, or holds a lone surrogate.</exception>
    public static JsonNode? Decode(ReadOnlySpan<char> text, ToonDecodeOptions? options = null)
    {
        byte[] utf8;
        try
        {
            utf8 = new byte[StrictUtf8.GetByteCount(text)];
            StrictUtf8.GetBytes(text, utf8);
        }
        catch (EncoderFallbackException mistake)
        {
            var before = text[..mistake.Index];
            var line = before.Count('\n');
            var column = before[(before.LastIndexOf('\n') + 1)..];
            var pairs = 0;
            foreach (var character in column)
            {
                pairs += char.IsLowSurrogate(character) ? 1 : 0;
            }

            throw new ToonException(
                new ToonError(
                    ToonErrorCode.LoneSurrogate,
                    "Half of a surrogate pair stands here, which is no character.",
                    line + 1,
                    column.Length - pairs + 1,
                    options?.SourceName
                )
            );
        }

        return Decode(utf8, options);
    }

    public static bool TryDecode(
        ReadOnlyMemory<byte> utf8,
        ToonDecodeOptions? options,
        out JsonNode? value,
        [NotNullWhen(false)] out ToonError? error
    )
    {
        try
        {
            (value, error) = (Decode(utf8, options), null);
            return true;
        }
        catch (ToonException mistake)
        {
            (value, error) = (null, mistake.Error);
            return false;
        }
    }

    /// <summary>Writes the JSON text that a TOON text stands for, without building a tree.</summary>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static void DecodeJson(
        ReadOnlyMemory<byte> utf8,
        IBufferWriter<byte> to,
        ToonDecodeOptions? options = null
    ) => JsonText.Write(utf8, options, to);

    /// <summary>As from memory, from a copy that is pooled and wiped.</summary>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static void DecodeJson(ReadOnlySpan<byte> utf8, IBufferWriter<byte> to, ToonDecodeOptions? options = null)
    {
        using var copy = new PooledCopy(utf8);
        DecodeJson(copy.Memory, to, options);
    }

    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static void DecodeJson(byte[] utf8, IBufferWriter<byte> to, ToonDecodeOptions? options = null) =>
        DecodeJson(utf8.AsMemory(), to, options);
}
