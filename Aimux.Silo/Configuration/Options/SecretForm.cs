using System.Buffers.Text;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Aimux.Silo.Configuration.Options;

/// <summary>What each form of a secret must look like. What is said of a mistake never repeats the text.</summary>
internal static partial class SecretForm
{
    // Fewer are no protection; more would make a login take seconds.
    private const int FewestIterations = 100_000;
    private const int MostIterations = 10_000_000;
    private const int LongestText = 8_192;

    public static IReadOnlyList<(SecretKind Kind, string Prefix)> Prefixes { get; } =
    [
        (SecretKind.Environment, "env:"),
        (SecretKind.File, "file:"),
        (SecretKind.Sha256, "sha256:"),
        (SecretKind.Pbkdf2, "pbkdf2:"),
    ];

    /// <param name="kind">What the prefix says; clear text has none.</param>
    /// <param name="content">What follows the prefix.</param>
    public static string? FindMistake(SecretKind kind, string content)
    {
        return kind switch
        {
            SecretKind.Environment => IsVariable().IsMatch(content)
                ? null
                : "env: must be followed by the name of an environment variable (letters, digits and _, no digit first), "
                    + "such as env:CEREBRAS_API_KEY",
            SecretKind.File => FindFileMistake(content),
            SecretKind.Sha256 => content.Length == 64 && content.All(char.IsAsciiHexDigit)
                ? null
                : "sha256: must be followed by the 64 hexadecimal digits of the hash",
            SecretKind.Pbkdf2 => IsPbkdf2(content)
                ? null
                : "pbkdf2: must be followed by ITERATIONS:SALT:HASH, salt and hash in Base64, "
                    + $"with {FewestIterations} to {MostIterations} iterations",
            _ => FindClearMistake(content),
        };
    }

    private static string? FindFileMistake(string path)
    {
        if (path.Length == 0 || path.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            return "file: must be followed by an absolute path, or by the name of one of systemd's credentials";
        }

        // A relative path would mean another file wherever Aimux is started.
        return path[0] != '/' && path.Contains('/', StringComparison.Ordinal) || path is "." or ".."
            ? "file: takes an absolute path that starts with /, or the bare name of one of systemd's credentials, "
                + "but no relative path"
            : null;
    }

    private static bool IsPbkdf2(string content)
    {
        return content.Split(':') is [var iterations, var salt, var hash]
            && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= FewestIterations and <= MostIterations
            && Base64.IsValid(salt, out var saltBytes)
            && saltBytes is >= 8 and <= 64
            && Base64.IsValid(hash, out var hashBytes)
            && hashBytes is >= 16 and <= 64;
    }

    private static string? FindClearMistake(string text)
    {
        const string expected = "expected env:NAME, file:/path or the secret itself";
        return text switch
        {
            "" => $"it is empty; {expected}",
            { Length: > LongestText } => $"it is longer than {LongestText} characters; {expected}",
            ['…', ..] => $"it is only the mask of a secret; {expected}",
            ['$', '{', .., '}'] => "it is written as a shell's variable; expected env:NAME",
            _ when text.AsSpan().ContainsAnyInRange('\0', '\x1f') => $"it holds control characters; {expected}",
            _ when char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) =>
                $"it starts or ends with a blank; {expected}",
            _ => null,
        };
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,254}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsVariable();
}
