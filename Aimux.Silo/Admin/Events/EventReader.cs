using System.Threading.Channels;

namespace Aimux.Silo.Admin.Events;

/// <summary>One who listens to events, until disposed.</summary>
internal sealed class EventReader(ChannelReader<LiveEvent> events, Action leave) : IDisposable
{
    private int _isOver;

    /// <summary>What happens from now on.</summary>
    public IAsyncEnumerable<LiveEvent> ReadAll(CancellationToken cancellation) => events.ReadAllAsync(cancellation);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            leave();
        }
    }
}
