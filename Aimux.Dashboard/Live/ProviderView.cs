using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Dashboard.Live;

/// <summary>A provider, live.</summary>
/// <param name="Definition">As the catalog in force has it.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Since">Since when it stands so, as far as this process saw; <c>null</c> before the first change.</param>
/// <param name="Breaker">Its breaker.</param>
/// <param name="Keys">Its keys, in the order of the configuration.</param>
/// <param name="Speeds">How fast it serves which model.</param>
/// <param name="RestingModels">Models that rest there.</param>
/// <param name="Flow">What went through it in the last minute.</param>
/// <param name="Sparkline">Its median time to the first token, ms, over the last five minutes, oldest first; <c>null</c> where nothing was measured.</param>
/// <param name="LastFailure">Its newest failure; <c>null</c> if there was none.</param>
public sealed record ProviderView(
    ProviderDefinition Definition,
    Standing Standing,
    DateTimeOffset? Since,
    BreakerSnapshot Breaker,
    ImmutableArray<KeyView> Keys,
    ImmutableArray<ModelSpeed> Speeds,
    ImmutableArray<ModelRest> RestingModels,
    Flow Flow,
    ImmutableArray<double?> Sparkline,
    LastFailure? LastFailure
)
{
    /// <summary>The operator's name of it.</summary>
    public string Id => Definition.Id;

    /// <summary>Attempts that are under way there.</summary>
    public int InFlight => Keys.Sum(key => key.Snapshot?.InFlight ?? 0);
}
