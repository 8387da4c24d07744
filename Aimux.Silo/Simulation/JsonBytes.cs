using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>Writes pieces of JSON by hand, for answers that are told in many small events.</summary>
internal static class JsonBytes
{
    public static void Number(long value, IBufferWriter<byte> output)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    /// <summary>Writes the text escaped, without quotes.</summary>
    public static void Text(string text, IBufferWriter<byte> output) =>
        output.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
}
