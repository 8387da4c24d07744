using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Routing;

/// <summary>
/// What this process knows of one key. A hint for the router: the key's grain has the last word. Written under the lock
/// of its pool alone.
/// </summary>
internal sealed class KeyEntry(KeyDefinition definition)
{
    private volatile KeySnapshot? _snapshot;
    private long _stamp;

    /// <summary>What is known of a key stays when the catalog changes around it.</summary>
    public KeyEntry(KeyDefinition definition, KeyEntry known)
        : this(definition) => (_snapshot, _stamp) = (known._snapshot, known._stamp);

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

    /// <summary>Where it stands among the open keys of its pool; -1 if it does not.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>The time under which it waits among the closed keys of its pool.</summary>
    internal DateTimeOffset? WaitsUntil { get; set; }

    /// <summary>The rest of a model under this key, if it rests.</summary>
    public ModelRest? ModelRest(string model, DateTimeOffset now)
    {
        if (_snapshot is not { RestingModels: { IsDefaultOrEmpty: false } rests })
        {
            return null;
        }

        foreach (var rest in rests)
        {
            if (rest.UpstreamModel == model && rest.Until > now)
            {
                return rest;
            }
        }

        return null;
    }

    /// <returns>Whether it was newer than what was known.</returns>
    public bool Apply(KeySnapshot snapshot, long stamp)
    {
        if (stamp <= _stamp)
        {
            return false;
        }

        (_snapshot, _stamp) = (snapshot, stamp);
        return true;
    }
}
