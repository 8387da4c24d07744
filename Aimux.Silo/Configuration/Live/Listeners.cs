using System.Collections.Immutable;

namespace Aimux.Silo.Configuration.Live;

/// <summary>Who wants to hear of a change.</summary>
internal sealed class Listeners
{
    private ImmutableArray<Listener> _all = [];

    public IDisposable Add(Action onChange)
    {
        var listener = new Listener(this, onChange);
        ImmutableInterlocked.Update(ref _all, static (all, added) => all.Add(added), listener);
        return listener;
    }

    public void Tell()
    {
        foreach (var listener in _all)
        {
            listener.OnChange();
        }
    }

    private sealed class Listener(Listeners owner, Action onChange) : IDisposable
    {
        public Action OnChange { get; } = onChange;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner._all, static (all, gone) => all.Remove(gone), this);
    }
}
