using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Events;

namespace Aimux.Grains.Routing;

/// <summary>Who wants to hear of each change; nobody, mostly, and then it costs one read.</summary>
internal sealed class Watchers
{
    private ImmutableArray<Watcher> _all = [];

    public IDisposable Add(Action<ClusterEvent> onChange)
    {
        var watcher = new Watcher(this, onChange);
        ImmutableInterlocked.Update(ref _all, static (all, added) => all.Add(added), watcher);
        return watcher;
    }

    public void Tell(ClusterEvent change)
    {
        foreach (var watcher in _all)
        {
            watcher.OnChange(change);
        }
    }

    private sealed class Watcher(Watchers owner, Action<ClusterEvent> onChange) : IDisposable
    {
        public Action<ClusterEvent> OnChange { get; } = onChange;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner._all, static (all, gone) => all.Remove(gone), this);
    }
}
