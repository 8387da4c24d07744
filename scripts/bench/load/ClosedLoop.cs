using System.Diagnostics;
using System.Net.Sockets;

namespace Aimux.Bench.Load;

/// <summary>
/// One connection that sends its next request when the answer to the last one has ended, and, where it has a pace, not
/// before the time has come.
/// </summary>
internal abstract class ClosedLoop(Uri url, byte[] request, MeasuringWindow window, TimeSpan pace = default)
    : IDisposable
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromMilliseconds(10);
    private HttpConnection? _connection;
    private volatile bool _disposed;

    /// <summary>Failures of the whole run, the warm-up included: a figure beside a failure says little.</summary>
    public int Errors { get; private set; }

    public string? FirstError { get; private set; }

    protected MeasuringWindow Window { get; } = window;

    public async Task RunAsync(TimeSpan delay)
    {
        await Task.Delay(delay);
        var due = Stopwatch.GetTimestamp();
        while (!_disposed && Stopwatch.GetTimestamp() < Window.End)
        {
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (pace > TimeSpan.Zero && early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            due += MeasuringWindow.Ticks(pace);
            try
            {
                await OnceAsync();
            }
            catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
            {
                Fail(_disposed ? "no end of the answer in time" : error.Message);
                Close();
                await Task.Delay(RestAfterFailure);
            }
        }

        Close();
    }

    /// <summary>Ends an exchange that would not end by itself.</summary>
    public void Dispose()
    {
        _disposed = true;
        _connection?.Dispose();
    }

    /// <summary>Reads the body of an answer with status 2xx.</summary>
    protected abstract ValueTask ReadAnswerAsync(HttpConnection connection, long sentAt);

    protected void Fail(string reason)
    {
        Errors++;
        FirstError ??= reason;
    }

    protected static async ValueTask SkipBodyAsync(HttpConnection connection)
    {
        while ((await connection.ReadBodyAsync()).Length > 0)
        {
            // Only the end matters.
        }
    }

    private async ValueTask OnceAsync()
    {
        if (_connection is null)
        {
            _connection = new HttpConnection();
            await _connection.ConnectAsync(url);
        }

        var sentAt = Stopwatch.GetTimestamp();
        await _connection.SendAsync(request);
        var head = await _connection.ReadHeadAsync();
        if (head.Succeeded)
        {
            await ReadAnswerAsync(_connection, sentAt);
        }
        else
        {
            Fail($"status {head.Status}");
            await SkipBodyAsync(_connection);
        }

        if (_connection.MustClose)
        {
            Close();
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
