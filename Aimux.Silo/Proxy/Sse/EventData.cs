using System.Buffers;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>Finds the <c>data</c> of a server-sent event.</summary>
internal static class EventData
{
    /// <summary>The data of an event; several data lines are joined by LF, as the standard asks.</summary>
    /// <param name="raw">The event with its line ends.</param>
    /// <param name="joined">Where lines are joined, if there is more than one.</param>
    /// <returns>Empty if the event carries none, such as a comment.</returns>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> raw, ArrayBufferWriter<byte> joined)
    {
        // A byte order mark can stand before the first event only, where it means nothing.
        raw = raw.StartsWith("\uFEFF"u8) ? raw[3..] : raw;
        ReadOnlySpan<byte> data = default;
        var lines = 0;
        while (!raw.IsEmpty)
        {
            var lineEnd = raw.IndexOfAny((byte)'\n', (byte)'\r');
            var line = lineEnd < 0 ? raw : raw[..lineEnd];
            raw = lineEnd < 0 ? default : raw[(lineEnd + 1)..];
            if (!line.StartsWith("data"u8) || line.Length > 4 && line[4] != (byte)':')
            {
                continue;
            }

            var value = line.Length > 5 ? line[5..] : default;
            value = value.StartsWith(" "u8) ? value[1..] : value;
            switch (lines++)
            {
                case 0:
                    data = value;
                    break;
                case 1:
                    joined.ResetWrittenCount();
                    joined.Write(data);
                    goto default;
                default:
                    joined.Write("\n"u8);
                    joined.Write(value);
                    break;
            }
        }

        return lines > 1 ? joined.WrittenSpan : data;
    }
}
