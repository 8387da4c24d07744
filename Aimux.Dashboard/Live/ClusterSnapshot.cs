namespace Aimux.Dashboard.Live;

/// <summary>The cluster at one moment; made once for all who look.</summary>
/// <param name="At">When.</param>
/// <param name="IsLoaded">Whether grains were asked already; before that nothing is known.</param>
/// <param name="Flow">What callers got in the last minute.</param>
/// <param name="Providers">In the order of the configuration.</param>
public sealed record ClusterSnapshot(
    DateTimeOffset At,
    bool IsLoaded,
    Flow Flow,
    ImmutableArray<ProviderView> Providers
)
{
    public static ClusterSnapshot Empty { get; } = new(default, IsLoaded: false, Flow.None, []);

    /// <summary>One provider; <c>null</c> if the catalog in force has none of that id.</summary>
    public ProviderView? Find(string providerId) => Providers.FirstOrDefault(provider => provider.Id == providerId);
}
