using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether what is said of models is said once, and of providers that there are.</summary>
internal sealed class CapabilityChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    public void Run()
    {
        var first = new Dictionary<(string, string), CapabilityOptions>();
        foreach (var row in options.Capabilities.Where(places.Knows))
        {
            if (
                row.Provider.Length > 0
                && options.Providers.Length > 0
                && !places.HasWrongProviders(options)
                && !Array.Exists(options.Providers, provider => provider.Id == row.Provider)
            )
            {
                var hint = Spelling.Hint(row.Provider, options.Providers.Select(provider => provider.Id));
                findings.Error(
                    places.Of(row, "provider"),
                    $"There is no provider {Shown.Name(row.Provider)} in `providers`.{(hint.Length > 0 ? hint : " Add a row for it.")}"
                );
            }

            if (!first.TryAdd((row.Provider, row.Model), row))
            {
                findings.Error(
                    places.Of(row, "model"),
                    $"There are two rows of the model {Shown.Name(row.Model)} of {Shown.Name(row.Provider)}; the first is in line {places.Of(first[(row.Provider, row.Model)], "model").Line}."
                );
            }
        }
    }
}
