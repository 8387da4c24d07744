using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>Whether each detour is said once, and leads away.</summary>
internal sealed class DetourChecks(AimuxOptions options, SettingPlaces places, Findings findings)
{
    public void Run()
    {
        var first = new Dictionary<(string, Grains.Interfaces.Catalog.DetourReason), DetourOptions>();
        foreach (var row in options.Detours.Where(places.Knows))
        {
            if (row.Model.Length > 0 && row.Model == row.To)
            {
                findings.Error(places.Of(row, "to"), $"The detour of {Shown.Name(row.Model)} leads back to itself.");
            }

            if (row.To.EndsWith('*'))
            {
                findings.Error(
                    places.Of(row, "to"),
                    $"A detour leads to one model, so its name has no `*`. Found {Shown.Name(row.To)}. Example: `coding/glm-5.3`."
                );
            }

            if (!first.TryAdd((row.Model, row.When), row))
            {
                findings.Error(
                    places.Of(row, "model"),
                    $"There are two rows of the model {Shown.Name(row.Model)} for the same requests; the first is in line {places.Of(first[(row.Model, row.When)], "model").Line}."
                );
            }
        }
    }
}
