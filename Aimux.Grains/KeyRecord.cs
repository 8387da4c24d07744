using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains;

/// <summary>What of a key must outlive the process.</summary>
[GenerateSerializer, Alias("aimux.KeyRecord")]
internal sealed record KeyRecord
{
    [Id(0)]
    public string KeyId { get; init; } = "";

    [Id(1)]
    public DateTimeOffset? RestsUntil { get; init; }

    [Id(2)]
    public AttemptOutcome? RestReason { get; init; }

    [Id(3)]
    public int Strikes { get; init; }

    [Id(4)]
    public bool Disabled { get; init; }

    [Id(5)]
    public ImmutableArray<ModelRest> Models { get; init; } = [];
}
