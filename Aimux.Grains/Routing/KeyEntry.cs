using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Routing;

/// <summary>What this process knows of one key. A hint for the router: the key grain has the last word.</summary>
internal sealed class KeyEntry(KeyDefinition definition)
{
    private readonly Lock _lock = new();
    private volatile KeySnapshot? _snapshot;
    private long _stamp;

    public KeyDefinition Definition { get; } = definition;

    public int InFlight => _snapshot?.InFlight ?? 0;

    public bool Disabled => _snapshot?.Disabled ?? false;

    /// <summary>When a request can next be granted, as far as is known; in the past or <c>null</c> if at once.</summary>
    public DateTimeOffset? OpensAt =>
        _snapshot switch
        {
            null => null,
            { RestsUntil: null, OpensAt: var opensAt } => opensAt,
            { RestsUntil: var rests, OpensAt: null } => rests,
            { RestsUntil: var rests, OpensAt: var opensAt } => rests > opensAt ? rests : opensAt,
        };

    /// <summary>What the key rests from.</summary>
    public AttemptOutcome? RestReason => _snapshot?.RestReason;

    public void Apply(KeySnapshot snapshot, long stamp)
    {
        lock (_lock)
        {
            if (stamp > _stamp)
            {
                (_snapshot, _stamp) = (snapshot, stamp);
            }
        }
    }
}
