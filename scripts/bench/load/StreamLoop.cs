namespace Aimux.Bench.Load;

/// <summary>Streamed answers: when each event with text comes, against the pace that the provider keeps.</summary>
internal sealed class StreamLoop(Uri url, byte[] request, MeasuringWindow window, TimeSpan gap)
    : ClosedLoop(url, request, window)
{
    private readonly long _gapTicks = MeasuringWindow.Ticks(gap);
    private readonly EventScanner _scanner = new();

    /// <summary>Time from sending the request to the first event with text.</summary>
    public Samples FirstEvent { get; } = new();

    /// <summary>Event i against the first event plus i gaps: shows a stream that falls behind.</summary>
    public Samples Delay { get; } = new();

    /// <summary>Time since the event before, less one gap: shows events held back and then sent together.</summary>
    public Samples GapExcess { get; } = new();

    public int Completed { get; private set; }

    public int Events { get; private set; }

    protected override async ValueTask ReadAnswerAsync(HttpConnection connection, long sentAt)
    {
        _scanner.Reset();
        long first = 0;
        long previous = 0;
        var index = 0;
        ReadOnlyMemory<byte> piece;
        while ((piece = await connection.ReadBodyAsync()).Length > 0)
        {
            var now = connection.ReceivedAt;
            for (var found = _scanner.Scan(piece.Span); found > 0; found--, index++)
            {
                first = index == 0 ? now : first;
                Record(index, now, index == 0 ? now - sentAt : now - first, now - previous);
                previous = now;
            }
        }

        if (!_scanner.Done)
        {
            Fail("a stream without [DONE] at its end");
        }
        else if (Window.Contains(connection.ReceivedAt))
        {
            Completed++;
        }
    }

    private void Record(int index, long now, long elapsed, long sincePrevious)
    {
        if (!Window.Contains(now))
        {
            return;
        }

        Events++;
        if (index == 0)
        {
            FirstEvent.Add(elapsed);
            return;
        }

        Delay.Add(elapsed - (index * _gapTicks));
        GapExcess.Add(sincePrevious - _gapTicks);
    }
}
