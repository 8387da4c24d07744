using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>
/// TOON 4.4 text from and to JSON trees. Numbers are lossless: their digits are kept as written.
/// </summary>
internal static partial class ToonCodec
{
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static JsonNode? Decode(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <exception cref="ToonException">The text is no TOON, or passes a limit, or holds a lone surrogate.</exception>
    public static JsonNode? Decode(ReadOnlySpan<char> text, ToonDecodeOptions? options = null) =>
        throw new NotImplementedException();

    public static bool TryDecode(
        ReadOnlyMemory<byte> utf8,
        ToonDecodeOptions? options,
        out JsonNode? value,
        [NotNullWhen(false)] out ToonError? error
    ) => throw new NotImplementedException();

    /// <summary>Writes the JSON text that a TOON text stands for, without building a tree.</summary>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static void DecodeJson(
        ReadOnlyMemory<byte> utf8,
        IBufferWriter<byte> to,
        ToonDecodeOptions? options = null
    ) => throw new NotImplementedException();
}
