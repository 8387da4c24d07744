using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Dialects.Vendors;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether what is done with fields can be done, and at providers that there are.</summary>
internal sealed class QuirkChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    public void Run()
    {
        foreach (var row in options.Quirks.Where(places.Knows))
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

            if (
                row.Field.Length > 0
                && !OwnQuirks.IsValid(new BodyQuirk(row.Field, row.Do, row.Value), out var expected)
            )
            {
                var found = row.Value is null ? "null" : Shown.Name(row.Value);
                findings.Error(
                    places.Of(row, "value"),
                    $"To {row.Do.ToString().ToLowerInvariant()} {Shown.Name(row.Field)} takes {expected}. Found {found}."
                );
            }
        }
    }
}
