namespace Aimux.Silo.Proxy.Decisions;

/// <summary>Ids that sort by time and are not to be guessed: 9 characters of milliseconds, 9 of chance.</summary>
internal static class DecisionIds
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32
    private const int TimeDigits = 9;
    private const int ChanceDigits = 9;

    public static string Next(DateTimeOffset now, Random random)
    {
        return string.Create(
            TimeDigits + ChanceDigits,
            (Time: now.ToUnixTimeMilliseconds(), Chance: random.NextInt64()),
            static (text, value) =>
            {
                Write(text[..TimeDigits], value.Time);
                Write(text[TimeDigits..], value.Chance);
            }
        );
    }

    private static void Write(Span<char> text, long value)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Digits[(int)(value & 31)];
            value >>= 5;
        }
    }
}
