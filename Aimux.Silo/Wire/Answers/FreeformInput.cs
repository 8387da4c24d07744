using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>
/// Takes the text for a custom tool out of the arguments of a function, <c>{"input":"…"}</c>, as they come. Models break
/// off and forget to escape line ends; what stands where the text should is the text all the same.
/// </summary>
internal sealed class FreeformInput
{
    private const int CodeLength = 6;

    private static readonly SearchValues<byte> Special = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(code => (byte)code),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ArrayBufferWriter<byte> _all = new();
    private readonly ArrayBufferWriter<byte> _plain = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private Phase _phase;

    private enum Phase
    {
        /// <summary>The text has not begun.</summary>
        Opening,

        /// <summary>What comes is text.</summary>
        Within,

        /// <summary>The text has ended.</summary>
        Behind,

        /// <summary>They do not begin with the text: only at their end it is known what they are.</summary>
        Otherwise,
    }

    /// <summary>What stands before the text, escaped.</summary>
    public static ReadOnlySpan<byte> Before => "{\\\"input\\\":\\\""u8;

    /// <summary>What stands after the text, escaped.</summary>
    public static ReadOnlySpan<byte> After => "\\\"}"u8;

    /// <summary>The text as far as it has come, escaped.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    public void Clear()
    {
        _all.ResetWrittenCount();
        _plain.ResetWrittenCount();
        _text.ResetWrittenCount();
        _phase = Phase.Opening;
    }

    /// <summary>Takes a piece of the arguments.</summary>
    /// <returns>What of the text has come with it.</returns>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> escaped)
    {
        var told = _text.WrittenCount;
        if (_phase is Phase.Opening or Phase.Otherwise)
        {
            _all.Write(escaped);
        }

        if (_phase is Phase.Opening or Phase.Within)
        {
            JsonText.Unescape(escaped, _plain);
            Take();
        }

        return _text.WrittenSpan[told..];
    }

    /// <summary>The arguments have ended.</summary>
    /// <returns>What of the text was not told yet: all of it, if the arguments are something else than was expected.</returns>
    public ReadOnlySpan<byte> End()
    {
        var told = _text.WrittenCount;
        if (_phase is Phase.Opening or Phase.Otherwise)
        {
            _phase = Phase.Behind;
            _plain.ResetWrittenCount();
            JsonText.Unescape(_all.WrittenSpan, _plain);
            _text.Write(Find(_plain.WrittenSpan, _all.WrittenSpan));
        }

        return _text.WrittenSpan[told..];
    }

    private void Take()
    {
        var plain = _plain.WrittenSpan;
        if (_phase == Phase.Opening)
        {
            var opening = FreeformOpening.Length(plain);
            if (opening == FreeformOpening.NotYet)
            {
                return;
            }

            _phase = opening == FreeformOpening.Never ? Phase.Otherwise : Phase.Within;
            plain = plain[Math.Max(0, opening)..];
        }

        if (_phase == Phase.Within)
        {
            Keep(TakeText(plain));
        }
    }

    /// <returns>What is not known yet: the beginning of an escape.</returns>
    private ReadOnlySpan<byte> TakeText(ReadOnlySpan<byte> plain)
    {
        while (plain.IndexOfAny(Special) is >= 0 and var at)
        {
            _text.Write(plain[..at]);
            plain = plain[at..];
            if (plain[0] == '"')
            {
                _phase = Phase.Behind;
                return default;
            }

            if (plain[0] == '\\' && (plain.Length == 1 || (plain[1] == 'u' && plain.Length < CodeLength)))
            {
                return plain;
            }

            var escape = plain[0] == '\\' ? EscapeLength(plain) : 0;
            if (escape > 0)
            {
                _text.Write(plain[..escape]);
            }
            else
            {
                JsonText.Escape(plain[..1], _text);
            }

            plain = plain[Math.Max(1, escape)..];
        }

        _text.Write(plain);
        return default;
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        Span<byte> kept = stackalloc byte[CodeLength];
        rest.CopyTo(kept);
        _plain.ResetWrittenCount();
        _plain.Write(kept[..rest.Length]);
    }

    /// <returns>0 if it is none.</returns>
    private static int EscapeLength(ReadOnlySpan<byte> plain) =>
        plain[1] != 'u' ? ("\"\\/bfnrt"u8.Contains(plain[1]) ? 2 : 0)
        : plain[2..CodeLength].ContainsAnyExcept(Digits) ? 0
        : CodeLength;

    /// <summary>The text in arguments that hold it elsewhere; else the arguments themselves.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> arguments)
    {
        try
        {
            var isEmpty = true;
            var input = default(JsonSlice);
            var members = new JsonMembers(plain);
            while (members.Next())
            {
                isEmpty = false;
                if (members.Is("input"u8))
                {
                    input = members.Take();
                }
            }

            // A call without any arguments has no text.
            return input.IsText || isEmpty ? input.Text : arguments;
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
