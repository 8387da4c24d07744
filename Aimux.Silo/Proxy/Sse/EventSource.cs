namespace Aimux.Silo.Proxy.Sse;

/// <summary>The events of a provider's answer, as they come.</summary>
internal sealed class EventSource(Stream body, AttemptTimer timer) : IDisposable
{
    // The caller's next request on this connection waits for it.
    private static readonly TimeSpan TimeToClose = TimeSpan.FromMilliseconds(20);

    private readonly EventBuffer _events = new();

    /// <summary>Whether no more bytes will come.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>The next complete event; at the end of the stream also one that lacks its blank line, if it is whole.</summary>
    public bool TryTake(out ReadOnlySpan<byte> raw) =>
        _events.TryTake(out raw) || AtEnd && _events.TryTakeRest(out raw) && StreamStates.IsWhole(raw);

    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">An event is too long.</exception>
    public async ValueTask<bool> Read()
    {
        var read = await body.ReadAsync(_events.Room(), timer.Token);
        _events.Advance(read);
        AtEnd = read == 0;
        return !AtEnd;
    }

    /// <summary>Reads to the provider's own end, so that the connection can serve again.</summary>
    public async Task Drain()
    {
        try
        {
            timer.Allow(TimeToClose);
            while (!AtEnd && await Read())
            {
                // Nothing after the end is worth a byte.
                _events.TryTakeRest(out _);
            }
        }
        catch (Exception failure)
            when (failure is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            // Then the connection is not used again, and nothing else is lost.
        }
    }

    public void Dispose() => _events.Dispose();
}
