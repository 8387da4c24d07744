namespace Aimux.Silo.Proxy.Waiting;

/// <summary>
/// Lets one in at a time. Callers take turns: who has sent a thousand requests gets in as often as who has sent one.
/// Safe to use from several threads.
/// </summary>
internal sealed class FairLine
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _callers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private bool _taken;

    /// <summary>Whether nobody is in, and nobody waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return !_taken;
            }
        }
    }

    /// <summary>Waits until it is this caller's turn. Must be followed by <see cref="Leave"/>.</summary>
    public async ValueTask Enter(string caller, CancellationToken cancellation)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return;
            }

            if (!_callers.TryGetValue(caller, out var places))
            {
                _callers.Add(caller, places = new());
                _order.Enqueue(caller);
            }

            places.Enqueue(place);
        }

        await using var left = cancellation.UnsafeRegister(
            static state => ((TaskCompletionSource)state!).TrySetCanceled(),
            place
        );
        await place.Task;
    }

    /// <summary>Lets the next one in.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            while (_order.TryDequeue(out var caller))
            {
                var places = _callers[caller];
                var entered = false;
                while (!entered && places.TryDequeue(out var place))
                {
                    // Who has given up is passed over.
                    entered = place.TrySetResult();
                }

                if (places.Count == 0)
                {
                    _callers.Remove(caller);
                }
                else
                {
                    _order.Enqueue(caller);
                }

                if (entered)
                {
                    return;
                }
            }

            _taken = false;
        }
    }
}
