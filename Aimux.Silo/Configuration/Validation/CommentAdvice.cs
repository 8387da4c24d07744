using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Comments behind a value, which people know from other formats, and which TOON takes for a part of the value.</summary>
internal static class CommentAdvice
{
    /// <summary>Whether a comment was meant: a number sign with a blank or tab before it, or nothing.</summary>
    public static bool Fits(ToonElement element)
    {
        if (element.Kind != ToonKind.String || IsQuoted(element))
        {
            return false;
        }

        var text = element.Text;
        return text.Contains(" #", StringComparison.Ordinal)
            || text.Contains("\t#", StringComparison.Ordinal)
            || text.StartsWith("# ", StringComparison.Ordinal)
            || text == "#";
    }

    /// <summary>What to do about it.</summary>
    public static string For(string name) =>
        $"The value of `{name}` holds a `#` and what follows it: TOON has no comments behind a value. Put the comment on a line of its "
        + "own, or the value in quotes.";

    /// <summary>As <see cref="For"/>, where no value belongs.</summary>
    public static string Behind(string name) =>
        $"Behind `{name}:` stands a `#` and what follows it: TOON has no comments there. Put the comment on a line of its own.";

    public static bool IsQuoted(ToonElement element) =>
        element.Document.Source.Span.Slice(element.Span.Start, element.Span.Length).StartsWith("\""u8);
}
