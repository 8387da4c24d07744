using System.Text;
using Aimux.Silo.Configuration.Toon.Writing;

namespace Aimux.Silo.Configuration.Toon.Editing;

/// <summary>The text of one primitive or key.</summary>
internal static class Token
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// A primitive. A string is quoted if the delimiter in force or the comma, the document's own, demands it, and if it
    /// starts with what could be taken for a byte order mark.
    /// </summary>
    public static string OfValue(ToonElement value, ToonDelimiter delimiter)
    {
        if (value.Kind != ToonKind.String)
        {
            return value.Text;
        }

        var text = Encoding.UTF8.GetBytes(value.Text);
        var isQuoted =
            Quoting.Needs(text, delimiter)
            || Quoting.Needs(text, ToonDelimiter.Comma)
            || text.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        return isQuoted ? Written(to => Quoting.WriteQuoted(to, text)) : value.Text;
    }

    /// <exception cref="ToonEditException">The key is no text that UTF-8 can carry.</exception>
    public static string OfKey(string key)
    {
        try
        {
            var text = StrictUtf8.GetBytes(key);
            return Written(to => Quoting.WriteKey(to, text));
        }
        catch (EncoderFallbackException)
        {
            throw new ToonEditException("The key holds half of a surrogate pair, which is no character.");
        }
    }

    public static char Of(ToonDelimiter delimiter) =>
        delimiter switch
        {
            ToonDelimiter.Tab => '\t',
            ToonDelimiter.Pipe => '|',
            _ => ',',
        };

    private static string Written(Action<TextBuffer> write)
    {
        using var to = new TextBuffer();
        write(to);
        return Encoding.UTF8.GetString(to.All);
    }
}
