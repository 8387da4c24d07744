using System.Text;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Admin.Store;

/// <summary>
/// Puts secrets back into a text that was shown masked and edited. A line that stands as it was shown means what it hid;
/// a mask on a line that was changed is refused, since nobody could tell whose it is.
/// </summary>
internal static class UnmaskedText
{
    private const char Mask = '…';

    /// <param name="edited">The text as it came back.</param>
    /// <param name="original">The file that was shown.</param>
    /// <param name="mistake">What is wrong; <c>null</c> if nothing is.</param>
    /// <returns><c>null</c> if there is a mistake.</returns>
    public static string? Of(string edited, byte[] original, out string? mistake)
    {
        mistake = null;
        var hidden = Hidden(original);
        var lines = edited.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (hidden.TryGetValue(lines[i], out var whole))
            {
                lines[i] = whole;
            }
            else if (lines[i].Contains(Mask, StringComparison.Ordinal) && hidden.Count > 0)
            {
                mistake =
                    $"Line {i + 1} was changed and holds a masked secret. Write the secret itself there, or env:NAME or "
                    + "file:/path; or leave the line as it was and change the row on its own page.";
                return null;
            }
        }

        return string.Join('\n', lines);
    }

    private static Dictionary<string, string> Hidden(byte[] original)
    {
        var hidden = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var shown = MaskedText.Of(original).Split('\n');
            var whole = Encoding.UTF8.GetString(original).Split('\n');
            for (var i = 0; i < Math.Min(shown.Length, whole.Length); i++)
            {
                if (shown[i] != whole[i])
                {
                    hidden[shown[i].TrimEnd('\r')] = whole[i].TrimEnd('\r');
                }
            }
        }
        catch (ToonException)
        {
            // Nothing of it was shown.
        }

        return hidden;
    }
}
