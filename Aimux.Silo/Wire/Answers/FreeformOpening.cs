namespace Aimux.Silo.Wire.Answers;

/// <summary>What stands before the text for a custom tool in arguments: <c>{"input":"</c>, with blanks anywhere between.</summary>
internal static class FreeformOpening
{
    /// <summary>More has to come before it is known.</summary>
    public const int NotYet = -1;

    /// <summary>The arguments begin otherwise.</summary>
    public const int Never = -2;

    /// <returns>How long it is, or one of the above.</returns>
    public static int Length(ReadOnlySpan<byte> plain)
    {
        var at = 0;
        var result = Pass(plain, "{"u8, ref at);
        result = result == 0 ? Pass(plain, "\"input\""u8, ref at) : result;
        result = result == 0 ? Pass(plain, ":"u8, ref at) : result;
        result = result == 0 ? Pass(plain, "\""u8, ref at) : result;
        return result == 0 ? at : result;
    }

    private static int Pass(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> token, ref int at)
    {
        var blanks = plain[at..].IndexOfAnyExcept(" \t\r\n"u8);
        if (blanks < 0)
        {
            return NotYet;
        }

        at += blanks;
        var rest = plain[at..];
        if (rest.StartsWith(token))
        {
            at += token.Length;
            return 0;
        }

        return token.StartsWith(rest) ? NotYet : Never;
    }
}
