namespace Aimux.Dashboard.Live;

/// <summary>
/// What one circuit sees: the newest snapshot, or, while it is paused, the one at which it was. One subscription for all
/// components of a page; nothing is pushed while the browser is away.
/// </summary>
public sealed class LiveView(LiveFeed feed) : IDisposable
{
    private readonly Lock _lock = new();
    private IDisposable? _subscription;
    private ClusterSnapshot? _frozen;
    private ImmutableArray<Action> _components = [];
    private bool _isConnected = true;

    /// <summary>What to show.</summary>
    public ClusterSnapshot Snapshot => _frozen ?? feed.Current;

    /// <summary>Whether it stands still by the operator's wish.</summary>
    public bool IsPaused => _frozen is not null;

    /// <summary>Stands still, or goes on.</summary>
    public void Pause(bool isPaused)
    {
        _frozen = isPaused ? feed.Current : null;
        Tell();
    }

    /// <summary>A component wants to hear of changes, on any thread, until it disposes what it gets.</summary>
    public IDisposable Attach(Action onChange)
    {
        lock (_lock)
        {
            _components = _components.Add(onChange);
            Follow();
        }

        return new Subscription(() => Detach(onChange));
    }

    /// <summary>The browser went away or came back.</summary>
    public void SetConnected(bool isConnected)
    {
        lock (_lock)
        {
            _isConnected = isConnected;
            Follow();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _components = [];
            Follow();
        }
    }

    private void Detach(Action onChange)
    {
        lock (_lock)
        {
            _components = _components.Remove(onChange);
            Follow();
        }
    }

    private void Follow()
    {
        if (!_components.IsEmpty && _isConnected)
        {
            _subscription ??= feed.Subscribe(OnSnapshot);
        }
        else
        {
            _subscription?.Dispose();
            _subscription = null;
        }
    }

    private void OnSnapshot()
    {
        if (_frozen is null)
        {
            Tell();
        }
    }

    private void Tell()
    {
        foreach (var onChange in _components)
        {
            onChange();
        }
    }
}
