using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Aimux.Silo.Hosting;

/// <summary>Names of files from names that may hold anything: slashes, dots, letters of any case, any length.</summary>
internal static class StateFileName
{
    public const string Ending = ".state";
    private const int MostLength = 200;

    /// <summary>Different parts give different names, also where a file system takes upper and lower case for the same.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var name = new StringBuilder();
        foreach (var part in parts)
        {
            name.Append(name.Length > 0 ? "." : "");
            foreach (var piece in Encoding.UTF8.GetBytes(part))
            {
                _ = (char)piece is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_'
                    ? name.Append((char)piece)
                    : name.Append('%').Append(piece.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        if (name.Length > MostLength)
        {
            var hash = XxHash128.Hash(Encoding.UTF8.GetBytes(name.ToString()));
            name.Length = MostLength - 2 * hash.Length - 1;
            name.Append('~').Append(Convert.ToHexStringLower(hash));
        }

        return name.Append(Ending).ToString();
    }
}
