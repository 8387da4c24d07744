using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Configuration;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy.Translation;

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

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly EventSource _source;
    private readonly TimeSpan _idle;
    private readonly ApiSecret _secret;
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly SwitchedOutput? _translated;
    private readonly StreamState _state;
    private bool _erred;

    private StreamedAnswer(
        HttpResponseMessage response,
        Stream body,
        AttemptTimer timer,
        Attempt attempt,
        RequestPeek peek,
        RequestBody request
    )
        : base(response, timer, attempt.Provider.Vendor)
    {
        _source = new EventSource(body, timer);
        (_idle, _secret) = (attempt.Provider.Timeouts.Idle, attempt.Secret);
        if (attempt.Target.Protocol is { } spoken && spoken != peek.Operation.Protocol)
        {
            _translated = new SwitchedOutput(_held);
            _state = new ReadStreamState(
                AnswerTranslation.ReaderOf(spoken),
                AnswerTranslation.WriterTo(peek, request.Memory, _translated, attempt.Upstream.Dialect)
            );
        }
        else
        {
            _state = StreamStates.Of(peek.Operation);
        }
    }

    /// <summary>Reads up to the commit point. Throws what the connection throws; then the caller of this method cleans up.</summary>
    public static async Task<Opened> Open(
        HttpResponseMessage response,
        Stream body,
        AttemptTimer timer,
        Attempt attempt,
        RequestPeek peek,
        RequestBody request
    )
    {
        var answer = new StreamedAnswer(response, body, timer, attempt, peek, request);
        try
        {
            if (await answer.ReadToContent(attempt) is { } failure)
            {
                answer.Dispose();
                return Opened.Failed(failure);
            }

            // The time may have run out in the moment in which the content came: then it still is another's to serve, and
            // must not end a stream that has begun.
            timer.Allow(Timeout.InfiniteTimeSpan);
            timer.Token.ThrowIfCancellationRequested();
        }
        catch
        {
            answer.Dispose();
            throw;
        }

        answer.Latency = Stopwatch.GetElapsedTime(attempt.Started);
        return Opened.With(answer);
    }

    public override async Task Relay(HttpContext context, Action<AttemptOutcome> ended)
    {
        // 1. Head, and what was held back.
        SendHead(context);
        if (!context.Response.HasStarted)
        {
            if (_translated is not null)
            {
                context.Response.ContentType = "text/event-stream";
            }

            CallerKeepAlive.SetHead(context.Response);
        }

        var writer = context.Response.BodyWriter;
        writer.Write(_held.WrittenSpan);
        _translated?.SwitchTo(writer);

        // 2. Event by event until the provider is done, or something breaks.
        var outcome = await RelayEvents(context);
        Usage = _state.Usage;

        // 3. The provider's part is over: tell, before the caller can see the end.
        ended(outcome);
        if (outcome == AttemptOutcome.CallerLeft)
        {
            return;
        }

        // 4. An honest end: a stream that broke says so, and has no [DONE].
        if (outcome != AttemptOutcome.Succeeded && !_erred)
        {
            writer.Write(BrokenStream.Event(context, outcome));
        }

        await writer.FlushAsync(context.RequestAborted);
        await context.Response.CompleteAsync();

        // 5. Read to the provider's own end, so that the connection can serve again.
        if (outcome == AttemptOutcome.Succeeded)
        {
            await _source.Drain();
        }
    }

    public override ulong Id => _state.Id;

    public override int? OutputTokens => Usage?.OutputTokens ?? _state.EstimatedTokens;

    public override void Dispose()
    {
        base.Dispose();
        _source.Dispose();
    }

    private async Task<AttemptFailure?> ReadToContent(Attempt attempt)
    {
        var heldEvents = 0;
        while (true)
        {
            while (_source.TryTake(out var raw))
            {
                switch (_state.Take(raw, out var data))
                {
                    case EventMeaning.Error:
                        return StreamStates.ErrorIn(data.ToArray());
                    case EventMeaning.Malformed when _state.IsDone:
                        return new AttemptFailure(AttemptOutcome.EmptyAnswer, "The stream held no answer.", 200);
                    case EventMeaning.Malformed:
                        return new AttemptFailure(AttemptOutcome.Malformed, "The stream held broken JSON.", 200);
                    case EventMeaning.Content:
                        Pass(raw, _held);
                        return null;
                    default:
                        Pass(raw, _held);
                        heldEvents++;
                        break;
                }
            }

            if (heldEvents >= MostHeldEvents || _held.WrittenCount >= MostHeldBytes)
            {
                return null;
            }

            if (_source.AtEnd)
            {
                return new AttemptFailure(AttemptOutcome.Truncated, "The stream ended before any content.", 200);
            }

            if (await _source.Read() && heldEvents == 0)
            {
                // It has begun: a model that thinks in silence gets the time of a whole answer.
                Timer.Allow(Left(attempt));
            }
        }
    }

    private async Task<AttemptOutcome> RelayEvents(HttpContext context)
    {
        var writer = context.Response.BodyWriter;
        var saidSomething = true;
        try
        {
            while (true)
            {
                while (_source.TryTake(out var raw))
                {
                    var meaning = _state.Take(raw, out var data);
                    // A ping proves a connection, not progress.
                    saidSomething |= !data.IsEmpty && !StreamStates.IsPing(data);
                    switch (meaning)
                    {
                        case EventMeaning.Malformed:
                            return AttemptOutcome.Malformed;
                        case EventMeaning.Error:
                            _erred = true;
                            WriteError(context, raw, data);
                            return AttemptOutcome.ErrorInAnswer;
                        default:
                            Pass(raw, writer);
                            break;
                    }
                }

                if (_state.IsDone || _source.AtEnd)
                {
                    return _state.Close() ? AttemptOutcome.Succeeded : AttemptOutcome.Truncated;
                }

                if (_translated?.WasSilentFor(LongestSilence) == true)
                {
                    writer.Write(CallerKeepAlive.SignFor(context));
                }

                var flushing = writer.FlushAsync(context.RequestAborted);
                FlushResult flushed;
                if (!flushing.IsCompletedSuccessfully)
                {
                    // A caller that reads slowly is no stall of the provider.
                    Timer.Allow(Timeout.InfiniteTimeSpan);
                    saidSomething = true;
                    var since = Stopwatch.GetTimestamp();
                    flushed = await flushing;
                    WaitedForCaller += Stopwatch.GetElapsedTime(since);
                }
                else
                {
                    flushed = flushing.Result;
                }

                if (flushed.IsCompleted)
                {
                    return AttemptOutcome.CallerLeft;
                }

                if (saidSomething)
                {
                    // Comments prove a connection, not progress: they do not wind the clock up again.
                    Timer.Allow(_idle);
                    saidSomething = false;
                }

                await _source.Read();
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
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            return Timer.Outcome(AttemptOutcome.Malformed);
        }
    }

    /// <summary>What is not translated passes as it came.</summary>
    private void Pass(ReadOnlySpan<byte> raw, IBufferWriter<byte> output)
    {
        if (_translated is null)
        {
            output.Write(raw);
        }
    }

    private void WriteError(HttpContext context, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> data)
    {
        var said = _translated is null
            ? Encoding.UTF8.GetBytes(_secret.Scrub(Encoding.UTF8.GetString(raw)))
            : ErrorWriter.Event(
                context,
                "upstream_error",
                "provider_error",
                _secret.Scrub($"The provider broke off: {UpstreamError.Parse(data.ToArray()).Message}")
            );
        context.Response.BodyWriter.Write(said);
    }

    private static TimeSpan Left(Attempt attempt)
    {
        var left = attempt.TimeToContent - Stopwatch.GetElapsedTime(attempt.Started);
        return left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
    }
}
