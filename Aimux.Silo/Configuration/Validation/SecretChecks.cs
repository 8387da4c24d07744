using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>How secrets are kept. None of what is said here shows one.</summary>
internal static class SecretChecks
{
    /// <summary>Characters of a token that nobody guesses.</summary>
    public const int ShortestToken = 16;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Whether anybody but its owner can read a file that holds secrets in clear.</summary>
    /// <returns>What to do about it, or <c>null</c>.</returns>
    public static string? FindFileMode(UnixFileMode mode, AimuxOptions options) =>
        (mode & Others) != UnixFileMode.None && CountClear(options) > 0
            ? "Others on this machine can read this file, and it holds secrets in clear. Run `chmod 600` on it, or keep the secrets elsewhere (env:NAME, file:/path)."
            : null;

    /// <summary>How many secrets stand in the file itself.</summary>
    public static int CountClear(AimuxOptions options) =>
        Secrets(options).Count(secret => secret.Reference.Kind == SecretKind.Clear);

    /// <summary>References that lead nowhere now, each with its setting and why.</summary>
    public static IEnumerable<string> FindUnresolved(AimuxOptions options, SecretResolver resolver)
    {
        foreach (var (setting, reference) in Secrets(options))
        {
            if (
                reference.Kind is SecretKind.Environment or SecretKind.File
                && !resolver.TryRead(reference, out _, out var mistake)
            )
            {
                yield return $"{setting}: {mistake}.";
            }
        }
    }

    /// <summary>The environment variables that the configuration reads.</summary>
    public static IEnumerable<string> Variables(AimuxOptions options) =>
        Secrets(options)
            .Where(secret => secret.Reference.Kind == SecretKind.Environment)
            .Select(secret => secret.Reference.Content());

    public static void CheckRepeats(AimuxOptions options, SettingPlaces places, Findings findings)
    {
        var first = new Dictionary<(string, SecretReference), KeyOptions>();
        foreach (var key in options.Keys.Where(key => key.Secret is not null && places.Knows(key)))
        {
            if (!first.TryAdd((key.Provider, key.Secret!), key))
            {
                // By its row: where columns were mixed up the secret would stand in its name.
                var row = Array.IndexOf(options.Keys, first[(key.Provider, key.Secret!)]) + 1;
                findings.Warning(
                    places.Of(key, "secret"),
                    $"This is the secret of row {row} of `keys` as well: two keys with one secret are counted as two, but limited as one."
                );
            }
        }
    }

    private static IEnumerable<(string Setting, SecretReference Reference)> Secrets(AimuxOptions options)
    {
        var keys = options.Keys.Select(key => ($"The secret of the key {key.Provider}/{key.Id}", key.Secret));
        var callers = options.Callers.Select(caller => ($"The token of the caller {caller.Id}", caller.Token));
        return keys.Concat(callers)
            .Append(("admin.password", options.Admin.Password))
            .Where(secret => secret.Item2 is not null)
            .Select(secret => (secret.Item1, secret.Item2!));
    }
}
