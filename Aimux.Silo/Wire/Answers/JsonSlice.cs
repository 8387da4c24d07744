using System.Buffers.Text;

namespace Aimux.Silo.Wire.Answers;

/// <summary>A JSON value where it stands; empty if there is none.</summary>
internal readonly ref struct JsonSlice(ReadOnlySpan<byte> raw)
{
    // Two of them can be added without an overflow.
    private const int MostCounted = int.MaxValue / 4;

    public ReadOnlySpan<byte> Raw { get; } = raw;

    public bool IsObject => StartsWith((byte)'{');

    public bool IsArray => StartsWith((byte)'[');

    public bool IsText => StartsWith((byte)'"');

    /// <summary>What stands between the quotes, still escaped; empty if it is no text.</summary>
    public ReadOnlySpan<byte> Text => IsText ? Raw[1..^1] : default;

    /// <summary>Whether it is neither missing, null, false, zero, an empty text, an empty object nor an empty array.</summary>
    public bool IsSomething =>
        !Raw.IsEmpty
        && Raw[0] switch
        {
            (byte)'n' or (byte)'f' => false,
            (byte)'"' => Raw.Length > 2,
            (byte)'{' or (byte)'[' => Raw[1..^1].ContainsAnyExcept(" \t\r\n"u8),
            (byte)'0' => Raw.Length > 1,
            _ => true,
        };

    /// <summary>A number of tokens or an index: never negative; <c>null</c> if it is no number.</summary>
    public int? Count =>
        !Raw.IsEmpty
        && (char.IsAsciiDigit((char)Raw[0]) || Raw[0] == '-')
        && Utf8Parser.TryParse(Raw, out double number, out _)
            ? (int)Math.Clamp(number, 0, MostCounted)
            : null;

    public bool Is(ReadOnlySpan<byte> text) => Text.SequenceEqual(text);

    private bool StartsWith(byte first) => !Raw.IsEmpty && Raw[0] == first;
}
