using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>What of a file's content a message may show: nothing that may be a secret, wherever it was put by mistake.</summary>
internal static class Shown
{
    private const int LongestText = 48;
    private const int ShortestSecret = 12;

    /// <summary>A name of a setting or a row.</summary>
    public static string Name(string name) =>
        name.Length > LongestText || MayBeSecret(name) ? Length(name) : $"`{Printable(name)}`";

    /// <summary>No more of a name than how long it is.</summary>
    public static string Length(string name) => $"a name of {name.Length} characters";

    /// <summary>What somebody typed for a setting.</summary>
    public static string Typed(string text) =>
        text.Length > LongestText || MayBeSecret(text) ? $"a text of {text.Length} characters" : $"'{Printable(text)}'";

    /// <summary>What stands at a place.</summary>
    /// <param name="value">The value.</param>
    /// <param name="nearSecrets">Whether secrets belong beside it, so that one may have slipped into its place.</param>
    public static string Value(ToonElement value, bool nearSecrets) =>
        value.Kind switch
        {
            ToonKind.Object => value.Count == 0 ? "nothing" : "settings below it",
            ToonKind.Array => "a table",
            ToonKind.Null => "nothing",
            ToonKind.String when value.Text.Length == 0 => "nothing",
            ToonKind.String
            or ToonKind.Number when nearSecrets || value.Text.Length > LongestText || MayBeSecret(value.Text) =>
                $"a text of {value.Text.Length} characters",
            _ => $"`{Printable(value.Text)}`",
        };

    /// <summary>Long, and letters mixed with digits or cases: no word, no number, no address.</summary>
    public static bool MayBeSecret(string text)
    {
        foreach (var part in text.Split(' ', '/', ',', '"', '[', ']', '=', ':', '.'))
        {
            var mixed = part.Any(char.IsAsciiDigit) && part.Any(char.IsAsciiLetter);
            var cases = part.Any(char.IsAsciiLetterUpper) && part.Skip(1).Any(char.IsAsciiLetterLower);
            if (part.Length >= ShortestSecret && (mixed || cases) || part.Length >= 32)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a table or group holds secrets.</summary>
    public static bool HoldsSecrets(SettingSchema owner) =>
        owner.Children.Any(child => child.Kind == SettingKind.Secret);

    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
}
