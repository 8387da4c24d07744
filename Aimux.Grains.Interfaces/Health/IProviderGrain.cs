using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.Interfaces.Health;

/// <summary>Owns the health and latency of one provider. Its key is the provider's id.</summary>
[Alias("aimux.IProviderGrain")]
public interface IProviderGrain : IGrainWithStringKey
{
    [Alias("GetSnapshot")]
    ValueTask<ProviderSnapshot> GetSnapshot();

    /// <summary>Takes in how an attempt ended. Each attempt is reported once.</summary>
    [Alias("Report")]
    ValueTask Report(ProviderReport report);

    /// <summary>What its attempts came to.</summary>
    /// <exception cref="ArgumentException">The query is out of range.</exception>
    [Alias("GetHistory")]
    ValueTask<HistorySeries> GetHistory(HistoryQuery query);

    /// <summary>Asks to be the one probe of a breaker whose time has come.</summary>
    /// <returns>False if it is not due, or another probe is under way. A probe that is granted must be reported.</returns>
    [Alias("TryProbe")]
    ValueTask<bool> TryProbe();

    /// <summary>Takes the provider out of service until <see cref="Release"/>.</summary>
    [Alias("Isolate")]
    ValueTask Isolate();

    /// <summary>Puts an isolated provider back into service.</summary>
    [Alias("Release")]
    ValueTask Release();
}
