using System.Diagnostics;

namespace Aimux.Bench.Load;

/// <summary>Whole answers: from the first byte sent to the last byte received.</summary>
internal sealed class RequestLoop(Uri url, byte[] request, MeasuringWindow window, TimeSpan pace)
    : ClosedLoop(url, request, window, pace)
{
    public Samples Latency { get; } = new();

    protected override async ValueTask ReadAnswerAsync(HttpConnection connection, long sentAt)
    {
        await SkipBodyAsync(connection);
        var now = Stopwatch.GetTimestamp();
        if (Window.Contains(now))
        {
            Latency.Add(now - sentAt);
        }
    }
}
