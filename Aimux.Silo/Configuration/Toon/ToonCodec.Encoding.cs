using System.Buffers;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Configuration.Toon;

/// <content>Writing.</content>
internal static partial class ToonCodec
{
    /// <exception cref="ToonException">A string holds a lone surrogate, or the tree is too deep.</exception>
    public static string Encode(JsonNode? value, ToonEncodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <exception cref="ToonException">A string holds a lone surrogate, or the tree is too deep. Nothing was written.</exception>
    public static void Encode(IBufferWriter<byte> to, JsonNode? value, ToonEncodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>Writes the TOON of a JSON text.</summary>
    /// <exception cref="ToonException">As <see cref="Encode(IBufferWriter{byte}, JsonNode?, ToonEncodeOptions?)"/>.</exception>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static void EncodeJson(IBufferWriter<byte> to, ReadOnlySpan<byte> json, ToonEncodeOptions? options = null) =>
        throw new NotImplementedException();
}
