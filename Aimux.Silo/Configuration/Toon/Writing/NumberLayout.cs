namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// Lays the digits of a JSON number out as TOON writes numbers: plain for 0 and from 1e-6 up to but not including 1e21,
/// else with an exponent; no trailing zeros, no -0. No digit is lost.
/// </summary>
internal static class NumberLayout
{
    /// <summary>Beyond this no exponent is a number that anybody means.</summary>
    private const long GreatestExponent = 999_999_999;

    /// <param name="to">Where to.</param>
    /// <param name="number">As JSON writes it.</param>
    /// <returns>Whether its exponent can be written.</returns>
    public static bool TryWrite(TextBuffer to, ReadOnlySpan<byte> number)
    {
        if (IsLaidOut(number))
        {
            to.Add(number);
            return true;
        }

        var negative = number[0] == '-';
        var rest = negative ? number[1..] : number;
        var mark = rest.IndexOfAny((byte)'e', (byte)'E');
        var exponent = mark < 0 ? 0 : ReadExponent(rest[(mark + 1)..]);
        var mantissa = mark < 0 ? rest : rest[..mark];
        var point = mantissa.IndexOf((byte)'.');
        using var digits = new TextBuffer(mantissa.Length);
        digits.Add(point < 0 ? mantissa : mantissa[..point]);
        digits.Add(point < 0 ? [] : mantissa[(point + 1)..]);

        // The value is 0.DIGITS times ten to the power of this.
        var power = exponent + (point < 0 ? mantissa.Length : point);
        var significant = digits.All;
        var zeros = significant.IndexOfAnyExcept((byte)'0');
        if (zeros < 0)
        {
            to.Add((byte)'0');
            return true;
        }

        power -= zeros;
        significant = significant[zeros..].TrimEnd((byte)'0');
        if (Math.Abs(power) > GreatestExponent)
        {
            return false;
        }

        if (negative)
        {
            to.Add((byte)'-');
        }

        Write(to, significant, (int)power);
        return true;
    }

    private static void Write(TextBuffer to, ReadOnlySpan<byte> digits, int power)
    {
        if (power is > 21 or < -5)
        {
            to.Add(digits[0]);
            if (digits.Length > 1)
            {
                to.Add((byte)'.');
                to.Add(digits[1..]);
            }

            to.Add((byte)'e');
            to.Add(power > 0 ? (byte)'+' : (byte)'-');
            Span<byte> text = stackalloc byte[16];
            Math.Abs(power - 1).TryFormat(text, out var length);
            to.Add(text[..length]);
        }
        else if (power <= 0)
        {
            to.Add("0."u8);
            to.Add((byte)'0', -power);
            to.Add(digits);
        }
        else if (digits.Length <= power)
        {
            to.Add(digits);
            to.Add((byte)'0', power - digits.Length);
        }
        else
        {
            to.Add(digits[..power]);
            to.Add((byte)'.');
            to.Add(digits[power..]);
        }
    }

    /// <summary>Whether a number as JSON writes it is surely written so by TOON too, as most are.</summary>
    private static bool IsLaidOut(ReadOnlySpan<byte> number)
    {
        if (number is [(byte)'0'])
        {
            return true;
        }

        var first = number[0] == '-' ? 1 : 0;
        if (number.Length > 20 || number[first] == '0' && !IsTenthOrMore(number[first..]))
        {
            return false;
        }

        var hasPoint = false;
        foreach (var letter in number[first..])
        {
            hasPoint |= letter == '.';
            if (letter is (byte)'e' or (byte)'E')
            {
                return false;
            }
        }

        return !hasPoint || number[^1] != '0';
    }

    private static bool IsTenthOrMore(ReadOnlySpan<byte> number) => number is [_, (byte)'.', not (byte)'0', ..];

    private static long ReadExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        long value = 0;
        foreach (var digit in text)
        {
            if (digit is >= (byte)'0' and <= (byte)'9')
            {
                value = Math.Min((value * 10) + (digit - '0'), GreatestExponent * 4);
            }
        }

        return negative ? -value : value;
    }
}
