using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Dialects.Vendors;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether what is done with fields can be done, and at providers that there are.</summary>
internal sealed class QuirkChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    public void Run()
    {
        var reference = new ProviderReference(options, places, findings);
        foreach (var row in options.Quirks.Where(places.Knows))
        {
            reference.Check(places.Of(row, "provider"), row.Provider);

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
