namespace Aimux.Silo.Simulation;

/// <summary>What the limits say of one request.</summary>
internal sealed record RateLimitVerdict
{
    /// <summary>Zero: admitted. Null: larger than the limit, waiting does not help.</summary>
    public required TimeSpan? Wait { get; init; }

    /// <summary>The limit that refuses: requests or tokens.</summary>
    public required string Kind { get; init; }

    public required RateLimitState? Requests { get; init; }

    public required RateLimitState? Tokens { get; init; }

    public bool Admitted => Wait == TimeSpan.Zero;
}
