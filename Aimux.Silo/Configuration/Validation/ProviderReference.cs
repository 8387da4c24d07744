using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether what names a provider names one that there is.</summary>
internal sealed class ProviderReference(AimuxOptions options, SettingPlaces places, Findings findings)
{
    /// <param name="place">Where the name stands.</param>
    /// <param name="id">The name.</param>
    /// <returns>False if there surely is none, which is an error.</returns>
    public bool Check(ToonElement place, string id)
    {
        // Without any row the environment decides who serves, which no file can know.
        if (
            id.Length == 0
            || options.Providers.Length == 0
            || places.HasWrongProviders(options)
            || Array.Exists(options.Providers, provider => provider.Id == id)
        )
        {
            return true;
        }

        var hint = Spelling.Hint(id, options.Providers.Select(provider => provider.Id));
        findings.Error(
            place,
            $"There is no provider {Shown.Name(id)} in `providers`.{(hint.Length > 0 ? hint : " Add a row for it.")}"
        );
        return false;
    }
}
