using System.Threading.Channels;

namespace Aimux.Silo.Admin.Events;

/// <summary>One who listens to events, until disposed; asks for one event after another.</summary>
internal sealed class EventReader(ChannelReader<LiveEvent> events, TimeProvider time, Action leave) : IDisposable
{
    private Task<bool>? _more;
    private int _isOver;

    /// <summary>What happens next; <c>null</c> if nothing does for a while.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<LiveEvent?> Next(TimeSpan patience, CancellationToken cancellation)
    {
        LiveEvent? happened;
        while (!events.TryRead(out happened))
        {
            // Who lost patience waits for the same the next time.
            _more ??= events.WaitToReadAsync(CancellationToken.None).AsTask();
            try
            {
                await _more.WaitAsync(patience, time, cancellation);
            }
            catch (TimeoutException)
            {
                return null;
            }

            _more = null;
        }

        return happened;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            leave();
        }
    }
}
