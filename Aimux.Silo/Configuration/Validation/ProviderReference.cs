using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether a row that names a provider names one that there is.</summary>
internal sealed class ProviderReference(AimuxOptions options, SettingPlaces places, Findings findings)
{
    /// <param name="row">The row, whose column <c>provider</c> holds the name.</param>
    /// <param name="id">The name.</param>
    public void Check(object row, string id)
    {
        // Without any row the environment decides who serves, which no file can know.
        if (
            id.Length == 0
            || options.Providers.Length == 0
            || places.HasWrongProviders(options)
            || Array.Exists(options.Providers, provider => provider.Id == id)
        )
        {
            return;
        }

        var hint = Spelling.Hint(id, options.Providers.Select(provider => provider.Id));
        findings.Error(
            places.Of(row, "provider"),
            $"There is no provider {Shown.Name(id)} in `providers`.{(hint.Length > 0 ? hint : " Add a row for it.")}"
        );
    }
}
