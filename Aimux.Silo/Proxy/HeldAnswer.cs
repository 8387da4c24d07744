using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects;

namespace Aimux.Silo.Proxy;

/// <summary>
/// An answer that is no stream. It is held until it is complete and was checked, so that even one that breaks off in
/// the middle can still be had from another provider. One that is too long to hold is sent on as it comes.
/// </summary>
internal sealed class HeldAnswer : UpstreamAnswer
{
    private const int InitialSize = 4 << 10;
    private const int MostReserved = 1 << 20;

    private readonly Stream _body;
    private readonly TimeSpan _idle;
    private byte[] _held;
    private int _length;
    private bool _complete;

    private HeldAnswer(HttpResponseMessage response, Stream body, AttemptTimer timer, ProviderDefinition provider)
        : base(response, timer, provider.Vendor)
    {
        (_body, _idle) = (body, provider.Timeouts.Idle);
        var expected = Math.Min(response.Content.Headers.ContentLength + 1 ?? InitialSize, MostReserved);
        _held = ArrayPool<byte>.Shared.Rent((int)expected);
    }

    /// <summary>Reads the answer. Throws what the connection throws; then the caller of this method cleans up.</summary>
    public static async Task<Opened> Open(
        HttpResponseMessage response,
        Stream body,
        AttemptTimer timer,
        Attempt attempt,
        int maxBytes
    )
    {
        var answer = new HeldAnswer(response, body, timer, attempt.Provider);
        try
        {
            await answer.Fill(maxBytes);

            // Too long to hold: it begins here, and the time to begin must not end it.
            timer.Allow(Timeout.InfiniteTimeSpan);
            timer.Token.ThrowIfCancellationRequested();
        }
        catch
        {
            answer.Dispose();
            throw;
        }

        answer.Latency = Stopwatch.GetElapsedTime(attempt.Started);
        if (answer._complete && answer.Check() is { } failure)
        {
            answer.Dispose();
            return Opened.Failed(failure);
        }

        return Opened.With(answer);
    }

    public override async Task Relay(HttpContext context, Action<AttemptOutcome> ended)
    {
        if (context.Response.HasStarted)
        {
            // A keep-alive has promised a stream, and this provider does not stream.
            ended(AttemptOutcome.Malformed);
            var said = ErrorWriter.Event("upstream_error", "not_streamed", "The provider did not stream its answer.");
            await context.Response.Body.WriteAsync(said, context.RequestAborted);
            return;
        }

        SendHead(context);
        if (!_complete)
        {
            await RelayRest(context, ended);
            return;
        }

        ended(AttemptOutcome.Succeeded);
        context.Response.ContentLength = _length;
        await context.Response.Body.WriteAsync(_held.AsMemory(0, _length), context.RequestAborted);
    }

    public override void Dispose()
    {
        base.Dispose();
        if (_held.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_held);
            _held = [];
        }
    }

    private async Task Fill(int maxBytes)
    {
        while (_length < maxBytes)
        {
            if (_length == _held.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(_length * 2);
                _held.AsSpan(0, _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_held);
                _held = larger;
            }

            var read = await _body.ReadAsync(_held.AsMemory(_length), Timer.Token);
            if (read == 0)
            {
                _complete = true;
                return;
            }

            _length += read;
        }
    }

    private AttemptFailure? Check()
    {
        var answer = _held.AsSpan(0, _length);
        if (answer.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new AttemptFailure(AttemptOutcome.EmptyAnswer, "The answer was empty.", 200);
        }

        try
        {
            var facts = ChatFactsReader.Read(answer);
            Usage = facts.Usage;
            if (facts.HasChoices && !facts.HasError)
            {
                return null;
            }

            var error = UpstreamError.Parse(answer.ToArray());
            return facts.HasError || error.Shape == ErrorShape.BaseResp
                ? Failed(error, answer.ToArray())
                : new AttemptFailure(AttemptOutcome.EmptyAnswer, "The answer held no choice.", 200);
        }
        catch (JsonException)
        {
            return new AttemptFailure(AttemptOutcome.Malformed, "The answer was not valid JSON.", 200);
        }
    }

    private static AttemptFailure Failed(UpstreamError error, byte[] answer)
    {
        var outcome = FailureClassifier.Classify(200, error);
        return new AttemptFailure(
            outcome,
            $"200 around an error: {error.Message}",
            200,
            null,
            answer,
            "application/json"
        );
    }

    private async Task RelayRest(HttpContext context, Action<AttemptOutcome> ended)
    {
        var outcome = AttemptOutcome.CallerLeft;
        try
        {
            while (_length > 0)
            {
                // A caller that reads slowly is no stall of the provider.
                Timer.Allow(Timeout.InfiniteTimeSpan);
                await context.Response.Body.WriteAsync(_held.AsMemory(0, _length), context.RequestAborted);
                Timer.Allow(_idle);
                _length = await _body.ReadAsync(_held, Timer.Token);
            }

            outcome = AttemptOutcome.Succeeded;
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or HttpRequestException
                        or OperationCanceledException
                        or InvalidDataException
                        or InvalidOperationException
            )
        {
            outcome = Timer.Outcome(Timer.Expired ? AttemptOutcome.Stalled : AttemptOutcome.Truncated);
            // The head has promised a whole answer: only a broken connection tells that it is not.
            context.Abort();
        }
        finally
        {
            ended(outcome);
        }
    }
}
