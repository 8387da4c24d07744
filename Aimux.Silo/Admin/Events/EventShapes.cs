using System.Collections.Immutable;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Live;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Admin.Events;

/// <summary>A provider or a key, <c>provider/id</c>, stands differently.</summary>
internal sealed record StateEvent(
    string Subject,
    Condition Condition,
    DateTimeOffset? Until,
    AttemptOutcome? Cause,
    DateTimeOffset At
);

/// <summary>The figures of the last minute, once a second.</summary>
internal sealed record SnapshotEvent(DateTimeOffset At, Flow Requests, ImmutableArray<ProviderFigures> Providers);

/// <summary>A provider's part of a snapshot.</summary>
internal sealed record ProviderFigures(string Id, Condition Condition, DateTimeOffset? Until, int InFlight, Flow Flow);

/// <summary>Another version of the configuration is in force, or one was refused.</summary>
internal sealed record ConfigEvent(string? Version, bool InForce);

/// <summary>A drill began or ended; these are under way.</summary>
internal sealed record DrillsEvent(ImmutableArray<Drill> Drills, DateTimeOffset At);
