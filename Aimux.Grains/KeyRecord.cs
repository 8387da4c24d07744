using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains;

/// <summary>What of a key must outlive its activation.</summary>
[GenerateSerializer, Alias("aimux.KeyRecord")]
internal sealed record KeyRecord(
    [property: Id(0)] DateTimeOffset? RestsUntil,
    [property: Id(1)] AttemptOutcome? RestReason,
    [property: Id(2)] bool Disabled
)
{
    public KeyRecord()
        : this(null, null, false) { }
}
