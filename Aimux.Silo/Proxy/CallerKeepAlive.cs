using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Signs of life, comments or pings, to a streaming caller who would else hear nothing while providers think, fail over or rest: boxes in the
/// middle cut connections that are silent for a minute. The first opens the answer, so from then on an error
/// comes as an event.
/// </summary>
internal sealed class CallerKeepAlive : IAsyncDisposable
{
    private static readonly byte[] Comment = [.. ": keep-alive\n\n"u8];
    private static readonly byte[] Ping = [.. "event: ping\ndata: {\"type\":\"ping\"}\n\n"u8];

    private readonly HttpContext _context;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private Task _writing = Task.CompletedTask;
    private bool _stopped;

    /// <param name="context">The caller's request.</param>
    /// <param name="pace">Time between two signs, and to the first.</param>
    /// <param name="time">The clock.</param>
    public CallerKeepAlive(HttpContext context, TimeSpan pace, TimeProvider time)
    {
        _context = context;
        _timer = time.CreateTimer(static state => ((CallerKeepAlive)state!).Tick(), this, pace, pace);
    }

    /// <summary>A sign of life in the protocol of the caller.</summary>
    public static byte[] SignFor(HttpContext context) =>
        CallerProtocol.Of(context) == WireProtocol.Messages ? Ping : Comment;

    /// <summary>The head of every streamed answer.</summary>
    public static void SetHead(HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Ends it; afterwards nothing of it is under way, and the answer is the caller's of this method.</summary>
    public async ValueTask DisposeAsync()
    {
        Task writing;
        lock (_lock)
        {
            _stopped = true;
            writing = _writing;
        }

        await _timer.DisposeAsync();
        await writing;
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (!_stopped && _writing.IsCompleted)
            {
                _writing = Write();
            }
        }
    }

    private async Task Write()
    {
        try
        {
            var response = _context.Response;
            if (!response.HasStarted)
            {
                response.StatusCode = StatusCodes.Status200OK;
                response.ContentType = "text/event-stream";
                SetHead(response);
            }

            await response.Body.WriteAsync(SignFor(_context), _context.RequestAborted);
            await response.Body.FlushAsync(_context.RequestAborted);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The caller has left; the loop will notice.
        }
    }
}
