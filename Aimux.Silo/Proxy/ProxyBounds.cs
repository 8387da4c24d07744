using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Proxy;

/// <summary>Bounds of one request. Immutable: a request keeps those that it began with.</summary>
internal sealed record ProxyBounds
{
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(5);

    public static ProxyBounds Default { get; } = From(new AimuxOptions());

    /// <summary>Greatest request body, bytes.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>Greatest answer that is held back until it is complete, bytes; a longer one is sent on as it comes.</summary>
    public required int MaxHeldAnswerBytes { get; init; }

    /// <summary>Time from the request to the first content sent to the caller.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Time that a request may wait for keys that rest; zero if it may not. Never beyond its deadline.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>Requests that may wait at once; 0 if none.</summary>
    public required int MaxWaiting { get; init; }

    /// <summary>Time between two comments to a streaming caller that hears nothing yet.</summary>
    public required TimeSpan KeepAlive { get; init; }

    /// <summary>Attempts that may fail after the provider could have begun to work (5xx, time-outs, broken answers).</summary>
    public required int MaxFailures { get; init; }

    /// <summary>Attempts that may be turned away at the door (refused connections, 401, 402, 429 ...).</summary>
    public required int MaxRejections { get; init; }

    /// <summary>Which providers are looked at without a caller.</summary>
    public required ProbeChoice Probes { get; init; }

    /// <summary>Whether vendors are asked how much of each key's quota is left.</summary>
    public required bool Quotas { get; init; }

    /// <summary>The same for a count of tokens, for which nobody waits: an estimate is at hand.</summary>
    public ProxyBounds ForCounting() =>
        this with
        {
            Deadline = Deadline < LongestCount ? Deadline : LongestCount,
            MaxWait = TimeSpan.Zero,
            MaxFailures = 1,
        };

    /// <summary>The options were checked: their ranges fit.</summary>
    public static ProxyBounds From(AimuxOptions options) =>
        new()
        {
            MaxBodyBytes = (int)options.Server.MaxBody.Bytes,
            MaxHeldAnswerBytes = (int)options.Server.MaxHeldAnswer.Bytes,
            Deadline = options.Server.Deadline,
            MaxWait = options.Routing.MaxWait,
            MaxWaiting = options.Routing.MaxWaiting,
            KeepAlive = options.Server.KeepAlive,
            Probes = options.Routing.Probes,
            Quotas = options.Routing.Quotas,
            MaxFailures = options.Routing.MaxFailures,
            MaxRejections = options.Routing.MaxRejections,
        };
}
