using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether what is said of models is said once, and of providers that there are.</summary>
internal sealed class CapabilityChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    public void Run()
    {
        var reference = new ProviderReference(options, places, findings);
        var first = new Dictionary<(string, string), CapabilityOptions>();
        foreach (var row in options.Capabilities.Where(places.Knows))
        {
            reference.Check(places.Of(row, "provider"), row.Provider);

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
