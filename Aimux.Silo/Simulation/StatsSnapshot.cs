namespace Aimux.Silo.Simulation;

/// <summary>What a simulated provider counted since its start or last reset.</summary>
internal sealed record StatsSnapshot
{
    /// <summary>Requests of models begun, on whatever path.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests answered in full as asked.</summary>
    public required long Succeeded { get; init; }

    /// <summary>Requests refused with 4xx for what they were, not by an injected fault; 429s are apart.</summary>
    public required long Rejected { get; init; }

    /// <summary>Requests refused with 429 by the settings' limits.</summary>
    public required long RateLimited { get; init; }

    /// <summary>Injected faults by name; only those that struck.</summary>
    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>Requests by what they ask for, such as chat or messages; lists and quotas too.</summary>
    public required IReadOnlyDictionary<string, long> RequestsPerPath { get; init; }

    /// <summary>Requests being answered now.</summary>
    public required long InFlight { get; init; }

    public required long MaxInFlight { get; init; }

    /// <summary>Requests whose client left, or was reset, before the answer was complete.</summary>
    public required long ClientAborts { get; init; }

    /// <summary>Requests by key, "" without one; keys past the first 1000 count as "(other)".</summary>
    public required IReadOnlyDictionary<string, long> RequestsPerKey { get; init; }

    /// <summary>Connections accepted.</summary>
    public required long Connections { get; init; }

    /// <summary>Connections open now.</summary>
    public required long OpenConnections { get; init; }
}
