using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Grains.Routing;

/// <summary>A signal that costs nothing while nobody listens. Safe to use from several threads.</summary>
internal sealed class HeadroomSignal : IHeadroom
{
    private TaskCompletionSource? _next;

    public Task Next
    {
        get
        {
            while (true)
            {
                if (Volatile.Read(ref _next) is { } known)
                {
                    return known.Task;
                }

                var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (Interlocked.CompareExchange(ref _next, created, null) is null)
                {
                    return created.Task;
                }
            }
        }
    }

    public void Raise()
    {
        if (Volatile.Read(ref _next) is not null)
        {
            Interlocked.Exchange(ref _next, null)?.TrySetResult();
        }
    }
}
