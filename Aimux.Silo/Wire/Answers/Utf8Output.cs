using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes what is no literal.</summary>
internal static class Utf8Output
{
    private const int MostDigits = 20;

    public static void WriteNumber(this IBufferWriter<byte> output, long number)
    {
        _ = Utf8Formatter.TryFormat(number, output.GetSpan(MostDigits), out var written);
        output.Advance(written);
    }

    /// <summary>Writes text that is neither escaped nor in UTF-8, such as an id of our own.</summary>
    public static void WritePlain(this IBufferWriter<byte> output, string plain) =>
        JsonText.Escape(Encoding.UTF8.GetBytes(plain), output);

    /// <summary>Writes JSON on one line, as an event needs it: line ends stand between its tokens only.</summary>
    public static void WriteOneLine(this IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var end = json.IndexOfAny((byte)'\n', (byte)'\r');
            output.Write(end < 0 ? json : json[..end]);
            if (end < 0)
            {
                return;
            }

            json = json[(end + 1)..];
        }
    }
}
