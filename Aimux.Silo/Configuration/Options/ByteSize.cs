using System.Globalization;

namespace Aimux.Silo.Configuration.Options;

/// <summary>A number of bytes as people write it: <c>64 MiB</c>, <c>512 KiB</c>, <c>1000</c>.</summary>
internal readonly record struct ByteSize(long Bytes)
{
    // The binary ones first, greatest first: the text of a size uses the first that leaves no rest.
    private static readonly (string Name, long Bytes)[] Units =
    [
        ("GiB", 1L << 30),
        ("MiB", 1L << 20),
        ("KiB", 1L << 10),
        ("GB", 1_000_000_000),
        ("MB", 1_000_000),
        ("KB", 1_000),
    ];

    private const int BinaryUnits = 3;

    /// <summary>Reads a whole number, and a unit behind it with or without a blank between; without a unit it is bytes.</summary>
    public static bool TryParse(string text, out ByteSize size)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        var unit = digits < 0 ? "" : text[digits..].TrimStart(' ');
        size = default;
        if (
            !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || FindUnit(unit) is not { } bytes
            || count > long.MaxValue / bytes
        )
        {
            return false;
        }

        size = new ByteSize(count * bytes);
        return true;
    }

    public override string ToString()
    {
        foreach (var (name, bytes) in Units.AsSpan(0, BinaryUnits))
        {
            if (Bytes != 0 && Bytes % bytes == 0)
            {
                return $"{Bytes / bytes} {name}";
            }
        }

        return $"{Bytes}";
    }

    private static long? FindUnit(string name)
    {
        if (name.Length == 0)
        {
            return 1;
        }

        var unit = Array.Find(Units, unit => string.Equals(unit.Name, name, StringComparison.OrdinalIgnoreCase));
        return unit.Bytes == 0 ? null : unit.Bytes;
    }
}
