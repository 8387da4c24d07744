using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>Writes paths as people read them: <c>$.providers[1].base_url</c>, <c>$.keys["a b"]</c>.</summary>
internal static class ToonPath
{
    private const int MostShown = 64;

    public static void AppendKey(StringBuilder path, string key)
    {
        if (IsPlain(key))
        {
            path.Append('.').Append(key);
        }
        else
        {
            path.Append('[').Append(Quote(key)).Append(']');
        }
    }

    /// <summary>A key in a message: quoted, without control characters, and not too long.</summary>
    public static string Quote(string key)
    {
        var shown = key.Length > MostShown ? string.Concat(key.AsSpan(0, MostShown), "…") : key;
        return $"\"{string.Concat(shown.Select(character => char.IsControl(character) ? '\uFFFD' : character))}\"";
    }

    private static bool IsPlain(string key) =>
        key.Length is > 0 and <= MostShown
        && !char.IsAsciiDigit(key[0])
        && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
}
