using System.Buffers;
using System.Diagnostics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Proxy.Translation;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>
/// An answer that is no stream. It is held until it is complete and was checked, so that even one that breaks off in
/// the middle can still be had from another provider. One that is too long to hold is sent on as it comes.
/// </summary>
internal sealed class HeldAnswer : UpstreamAnswer
{
    private const int InitialSize = 4 << 10;
    private const int MostReserved = 1 << 20;
    private const int MostTranslated = 16 << 20;
    private const string TooLong = "The answer was longer than what Aimux translates.";

    private readonly Stream _body;
    private readonly TimeSpan _idle;
    private readonly WireProtocol? _spoken;
    private readonly RequestPeek _peek;
    private readonly RequestBody _request;
    private readonly VendorDialect _dialect;
    private readonly bool _isEvents;
    private byte[] _held;
    private int _length;
    private bool _complete;
    private ReadOnlyMemory<byte>? _translated;
    private ulong _id;

    private HeldAnswer(
        HttpResponseMessage response,
        Stream body,
        AttemptTimer timer,
        Attempt attempt,
        RequestPeek peek,
        RequestBody request
    )
        : base(response, timer, attempt.Provider.Vendor)
    {
        (_body, _idle, _spoken) = (body, attempt.Provider.Timeouts.Idle, attempt.Target.Protocol);
        (_peek, _request, _dialect) = (peek, request, attempt.Upstream.Dialect);
        _isEvents = _spoken is not null && IsEventStream(response);
        var expected = Math.Min(response.Content.Headers.ContentLength + 1 ?? InitialSize, MostReserved);
        _held = ArrayPool<byte>.Shared.Rent((int)expected);
    }

    /// <summary>Reads the answer. Throws what the connection throws; then the caller of this method cleans up.</summary>
    public static async Task<Opened> Open(
        HttpResponseMessage response,
        Stream body,
        AttemptTimer timer,
        Attempt attempt,
        RequestPeek peek,
        RequestBody request,
        int maxBytes
    )
    {
        var answer = new HeldAnswer(response, body, timer, attempt, peek, request);
        try
        {
            var isTranslated = answer._isEvents || CheckedAnswer.IsTranslated(answer._spoken, peek);
            await answer.Fill(isTranslated ? Math.Max(maxBytes, MostTranslated) : maxBytes);
            if (isTranslated && !answer._complete)
            {
                answer.Dispose();
                return Opened.Failed(new AttemptFailure(AttemptOutcome.Malformed, TooLong, 200));
            }

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

    public override ulong Id => _id;

    public override async Task Relay(HttpContext context, Action<AttemptOutcome> ended)
    {
        if (context.Response.HasStarted && _translated is null)
        {
            // A keep-alive has promised a stream, and this provider does not stream.
            const string message = "The provider did not stream its answer.";
            ended(AttemptOutcome.Malformed);
            var said = ErrorWriter.Event(context, "upstream_error", "not_streamed", message);
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
        ReadOnlyMemory<byte> answer = _translated ?? _held.AsMemory(0, _length);
        if (!context.Response.HasStarted)
        {
            SetKind(context.Response);
            context.Response.ContentLength = answer.Length;
        }

        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
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

    private void SetKind(HttpResponse response)
    {
        if (_translated is null)
        {
            return;
        }

        response.ContentType = _peek.Streaming ? "text/event-stream" : "application/json";
        if (_peek.Streaming)
        {
            CallerKeepAlive.SetHead(response);
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
        var type = Response.Content.Headers.ContentType?.MediaType ?? "";
        var kind =
            _isEvents ? AnswerKind.Events
            : type.Length == 0 || type.Contains("json", StringComparison.OrdinalIgnoreCase) ? AnswerKind.Json
            : AnswerKind.Other;
        var checkedAnswer = CheckedAnswer.Of(_held.AsMemory(0, _length), _spoken, _peek, _request, _dialect, kind);
        (Usage, _translated, _id) = (checkedAnswer.Usage, checkedAnswer.Translated, checkedAnswer.Id);
        return checkedAnswer.Failure;
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
