using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>Finds providers by the environment variables that their users have set anyway.</summary>
internal static class EnvironmentProviders
{
    /// <param name="variable">Reads one environment variable.</param>
    /// <param name="own">The data listener of this process: a base URL that leads back to it would go in circles.</param>
    /// <returns>What was found; no provider at all if no key was.</returns>
    public static ConfiguredProviders Find(Func<string, string?> variable, Uri own)
    {
        var providers = ImmutableArray.CreateBuilder<ProviderDefinition>();
        var secrets = new Dictionary<string, ApiSecret>(StringComparer.Ordinal);
        var notices = new List<string>();
        foreach (var preset in ProviderPreset.All.Where(preset => preset.KeyVariable is not null))
        {
            var keys = ReadKeys(preset, variable(preset.KeyVariable!), secrets, notices);
            if (keys.Length > 0 && ReadBaseUrl(preset, variable(preset.BaseUrlVariable), own, notices) is { } baseUrl)
            {
                providers.Add(
                    preset.Equip(
                        new ProviderDefinition(
                            preset.Id,
                            preset.Dialect,
                            baseUrl,
                            keys,
                            [],
                            ProviderTimeouts.Default,
                            Vendor: preset.Id
                        )
                    )
                );
            }
        }

        return new ConfiguredProviders(providers.ToImmutable(), secrets, null, notices);
    }

    private static ImmutableArray<KeyDefinition> ReadKeys(
        ProviderPreset preset,
        string? text,
        Dictionary<string, ApiSecret> secrets,
        List<string> notices
    )
    {
        const StringSplitOptions tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var keys = ImmutableArray.CreateBuilder<KeyDefinition>();
        var given = (text ?? "").Split(',', tidy).Distinct(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < given.Length; i++)
        {
            var keyId = given.Length == 1 ? $"{preset.Id}/env" : $"{preset.Id}/env-{i + 1}";
            try
            {
                secrets.Add(keyId, new ApiSecret(given[i]));
                keys.Add(new KeyDefinition(keyId, preset.Id, keyId, KeyLimits.Unknown));
            }
            catch (ArgumentException)
            {
                var which = given.Length == 1 ? "holds" : $"holds, in place {i + 1},";
                notices.Add(
                    $"{preset.KeyVariable} {which} no usable key (printable ASCII without blanks); it is left out."
                );
            }
        }

        return keys.ToImmutable();
    }

    /// <returns><c>null</c> if what is given cannot be used: a key for one place must not be sent to another.</returns>
    private static string? ReadBaseUrl(ProviderPreset preset, string? text, Uri own, List<string> notices)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return preset.BaseUrl;
        }

        if (!BaseUrl.TryParse(text, out var url, out var mistake, preset.BaseUrl))
        {
            notices.Add($"{preset.BaseUrlVariable} {mistake}; {preset.Id} is left out.");
            return null;
        }

        if (BaseUrl.LeadsTo(url!, own))
        {
            // Tools are pointed at Aimux by the same variable that says where the provider is.
            notices.Add($"{preset.BaseUrlVariable} leads to Aimux itself; {preset.BaseUrl} is used instead.");
            return preset.BaseUrl;
        }

        return preset.Dialect == Dialect.Anthropic
            ? BaseUrl.NormalizeMessages(url!)
            : BaseUrl.Normalize(url!, preset.BaseUrl);
    }
}
