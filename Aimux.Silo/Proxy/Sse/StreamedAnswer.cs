using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>
/// A stream of events. Events without content are held back until the first that has some: that is the commit point,
/// and whatever fails before it can still be had from another provider. From there the events go to the caller byte
/// for byte, as they come.
/// </summary>
internal sealed class StreamedAnswer : UpstreamAnswer
{
    // A provider that sends this much without saying anything is sent on as it is.
    private const int MostHeldEvents = 64;
    private const int MostHeldBytes = 256 << 10;

    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(1);

    private readonly Stream _body;
    private readonly TimeSpan _idle;
    private readonly EventBuffer _events = new();
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly ArrayBufferWriter<byte> _joined = new();
    private bool _done;
    private bool _finished;
    private bool _ended;

    private StreamedAnswer(HttpResponseMessage response, Stream body, AttemptTimer timer, TimeSpan idle)
        : base(response, timer) => (_body, _idle) = (body, idle);

    private enum Verdict
    {
        Silent,
        Content,
        Error,
        Malformed,
    }

    /// <summary>Reads up to the commit point. Throws what the connection throws; then the caller of this method cleans up.</summary>
    public static async Task<Opened> Open(
        HttpResponseMessage response,
        Stream body,
        AttemptTimer timer,
        TimeSpan idle,
        long started
    )
    {
        var answer = new StreamedAnswer(response, body, timer, idle);
        try
        {
            var failure = await answer.ReadToContent();
            if (failure is not null)
            {
                answer.Dispose();
                return Opened.Failed(failure);
            }
        }
        catch
        {
            answer.Dispose();
            throw;
        }

        answer.Latency = Stopwatch.GetElapsedTime(started);
        return Opened.With(answer);
    }

    public override async Task Relay(HttpContext context, Action<AttemptOutcome> ended)
    {
        // 1. Head, and what was held back.
        SendHead(context);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var writer = context.Response.BodyWriter;
        writer.Write(_held.WrittenSpan);

        // 2. Event by event until the provider is done, or something breaks.
        var outcome = await RelayEvents(context);

        // 3. The provider's part is over: tell, before the caller can see the end.
        ended(outcome);
        if (outcome == AttemptOutcome.CallerLeft)
        {
            return;
        }

        // 4. An honest end: a stream that broke says so, and has no [DONE].
        if (outcome != AttemptOutcome.Succeeded && !_ended)
        {
            writer.Write(ErrorWriter.Event("upstream_error", CodeOf(outcome), Explain(outcome)));
        }

        await writer.FlushAsync(context.RequestAborted);
        await context.Response.CompleteAsync();

        // 5. Read to the provider's own end, so that the connection can serve again.
        if (outcome == AttemptOutcome.Succeeded)
        {
            await Drain();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _events.Dispose();
    }

    private async Task<AttemptFailure?> ReadToContent()
    {
        var heldEvents = 0;
        while (true)
        {
            while (_events.TryTake(out var raw))
            {
                var verdict = Inspect(raw, out var data);
                if (verdict is Verdict.Error)
                {
                    var error = UpstreamError.Parse(data.ToArray());
                    var outcome = FailureClassifier.Classify(200, error);
                    var shown = data.ToArray();
                    return new AttemptFailure(
                        outcome,
                        $"Stream of an error: {error.Message}",
                        200,
                        null,
                        shown,
                        "application/json"
                    );
                }

                if (verdict is Verdict.Malformed)
                {
                    return new AttemptFailure(AttemptOutcome.Malformed, "The stream held broken JSON.", 200);
                }

                _held.Write(raw);
                if (verdict is Verdict.Content || ++heldEvents >= MostHeldEvents || _held.WrittenCount >= MostHeldBytes)
                {
                    return null;
                }
            }

            var read = await _body.ReadAsync(_events.Room(), Timer.Token);
            if (read == 0)
            {
                return new AttemptFailure(AttemptOutcome.Truncated, "The stream ended before any content.", 200);
            }

            _events.Advance(read);
        }
    }

    private async Task<AttemptOutcome> RelayEvents(HttpContext context)
    {
        var writer = context.Response.BodyWriter;
        try
        {
            while (true)
            {
                while (_events.TryTake(out var raw))
                {
                    var verdict = Inspect(raw, out _);
                    if (verdict is Verdict.Malformed)
                    {
                        return AttemptOutcome.Malformed;
                    }

                    writer.Write(raw);
                    if (verdict is Verdict.Error)
                    {
                        _ended = true;
                        return AttemptOutcome.ErrorInAnswer;
                    }
                }

                if (_done)
                {
                    return AttemptOutcome.Succeeded;
                }

                if (!await Flush(context))
                {
                    return AttemptOutcome.CallerLeft;
                }

                Timer.Allow(_idle);
                var read = await _body.ReadAsync(_events.Room(), Timer.Token);
                if (read == 0)
                {
                    writer.Write(_events.Rest);
                    return _finished || LastLineIsDone() ? AttemptOutcome.Succeeded : AttemptOutcome.Truncated;
                }

                _events.Advance(read);
            }
        }
        catch (OperationCanceledException)
        {
            return Timer.Outcome(AttemptOutcome.Stalled);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return Timer.Outcome(AttemptOutcome.Truncated);
        }
        catch (InvalidDataException)
        {
            return AttemptOutcome.Malformed;
        }
    }

    /// <summary>Sends what was written. A caller that reads slowly is no stall of the provider.</summary>
    /// <returns>False if the caller has left.</returns>
    private async ValueTask<bool> Flush(HttpContext context)
    {
        var flushing = context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        if (!flushing.IsCompletedSuccessfully)
        {
            Timer.Allow(Timeout.InfiniteTimeSpan);
        }

        return !(await flushing).IsCompleted;
    }

    /// <summary>Reads what an event says, and keeps what matters to the whole stream.</summary>
    private Verdict Inspect(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> data)
    {
        data = EventData.Of(raw, _joined);
        if (data.IsEmpty)
        {
            return Verdict.Silent;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            _done = true;
            return Verdict.Content;
        }

        try
        {
            var facts = ChatFactsReader.Read(data);
            Usage = facts.Usage ?? Usage;
            _finished |= facts.HasFinish;
            return facts.HasError ? Verdict.Error
                : facts.HasContent || facts.HasFinish ? Verdict.Content
                : Verdict.Silent;
        }
        catch (JsonException)
        {
            return Verdict.Malformed;
        }
    }

    // A last event without its blank line; the caller's parser decides what it is worth.
    private bool LastLineIsDone() => EventData.Of(_events.Rest, _joined).SequenceEqual("[DONE]"u8);

    private async Task Drain()
    {
        try
        {
            Timer.Allow(TimeToClose);
            while (await _body.ReadAsync(_events.Room(), Timer.Token) > 0)
            {
                // Nothing after the end is worth a byte.
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            // Then the connection is not used again, and nothing else is lost.
        }
    }

    private static string CodeOf(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.Stalled => "stream_stalled",
            AttemptOutcome.Malformed => "stream_malformed",
            _ => "stream_truncated",
        };

    private static string Explain(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.Stalled => "The provider fell silent in the middle of its answer.",
            AttemptOutcome.Malformed => "The provider broke its stream with something that is not valid JSON.",
            _ => "The provider's stream ended before the answer was complete.",
        };
}
