namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>How long to wait for one provider, stage by stage.</summary>
/// <param name="Connect">To open a connection, TLS included.</param>
/// <param name="FirstEvent">From sending a streaming request to its first content.</param>
/// <param name="Answer">From sending a request that does not stream to the end of its answer.</param>
/// <param name="Idle">Between two events of a stream.</param>
[GenerateSerializer, Immutable, Alias("aimux.ProviderTimeouts")]
public sealed record ProviderTimeouts(
    [property: Id(0)] TimeSpan Connect,
    [property: Id(1)] TimeSpan FirstEvent,
    [property: Id(2)] TimeSpan Answer,
    [property: Id(3)] TimeSpan Idle
)
{
    /// <summary>5 s to connect, 60 s to the first content, 300 s for a whole answer, 90 s between events.</summary>
    public static ProviderTimeouts Default { get; } =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(90));
}
