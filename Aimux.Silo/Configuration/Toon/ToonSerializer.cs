using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>TOON text from and to types, by their source-generated descriptions alone.</summary>
internal static class ToonSerializer
{
    /// <exception cref="ToonException">
    /// The text is no TOON or does not fit the type; the place is that of the value that does not fit.
    /// </exception>
    public static T? Deserialize<T>(
        ReadOnlyMemory<byte> utf8,
        JsonTypeInfo<T> type,
        ToonDecodeOptions? options = null
    ) => throw new NotImplementedException();

    /// <exception cref="ToonException">A string holds a lone surrogate, or the value is too deep. Nothing was written.</exception>
    public static void Serialize<T>(
        IBufferWriter<byte> to,
        T value,
        JsonTypeInfo<T> type,
        ToonEncodeOptions? options = null
    ) => throw new NotImplementedException();
}
