using System.Diagnostics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Proxy.Tokens;
using Aimux.Silo.Wire;
using Microsoft.Net.Http.Headers;

namespace Aimux.Silo.Proxy;

/// <summary>What callers have done by models: reads the request, has it carried, and accounts for how it ended.</summary>
internal sealed partial class OperationEndpoint(
    DataPlane plane,
    CatalogLoader models,
    ProxyMetrics metrics,
    RequestTally tally,
    IRequestLog log,
    ILogger<OperationEndpoint> logger
)
{
    private const int ClientClosedRequest = 499; // nobody sees it; the log's usual name for it

    public RequestDelegate For(Operation operation) => context => Handle(context, operation);

    private async Task Handle(HttpContext context, Operation operation)
    {
        var started = Stopwatch.GetTimestamp();
        var now = plane.Time.GetUtcNow();
        var bounds = operation == Operation.CountTokens ? plane.Bounds.Current.ForCounting() : plane.Bounds.Current;
        var id = DecisionIds.Next(now, Random.Shared);
        context.Response.Headers[HeaderRules.RequestId] = id;
        context.Response.Headers[HeaderRules.Decision] = id;
        if (operation.Protocol == WireProtocol.Messages)
        {
            context.Response.Headers[HeaderRules.AnthropicRequestId] = id;
        }

        metrics.OnRequestBegan();
        var decision = new DecisionRecord(id, now, "", streaming: false, CallerIdentity.Of(context));
        var result = LoopResult.UnknownModel;
        string? error = null;
        try
        {
            using var body = await ReadBody(context, bounds);
            if (body is null)
            {
                error = await FailureAnswers.TooLarge(context, bounds.MaxBodyBytes);
                return;
            }

            var peek = Peek(context, body, operation) with { Id = id, At = now };
            if (peek.GoesOnFrom == 0 && ConversationHash.OfHeaders(context.Request.Headers) is not 0 and var hint)
            {
                // A session holds several conversations: a tool's small work is asked of another model.
                peek = peek with
                {
                    Conversation = ConversationHash.Mix(hint, peek.Model),
                };
            }

            if (operation == Operation.Responses && peek.IsBackground)
            {
                // It would be billed, and nobody could fetch it.
                throw new InvalidRequestException(
                    "'background' is not served, since Aimux does not hand out stored answers later: leave it out and wait for the answer, or stream it.",
                    "background"
                );
            }

            decision = new DecisionRecord(id, now, peek.Model, peek.Streaming, decision.Caller);
            plane.Decisions.Add(decision);
            error = await CallerRules.Refuse(context, peek.Model, plane.Grains);
            if (error is not null)
            {
                return;
            }

            plane.Retries.Earn();
            plane.Hedges.Earn();
            result = await Carry(context, body, peek, decision, bounds);
            error =
                result.ServedBy is not null ? NameOf(result.Outcome)
                : operation == Operation.CountTokens && decision.Route is not null ? await Estimate(context, body)
                : await FailureAnswers.Write(context, plane, decision, result);
        }
        catch (InvalidRequestException mistake)
        {
            error = await FailureAnswers.Invalid(context, mistake);
        }
        catch (BadHttpRequestException mistake) when (!context.Response.HasStarted)
        {
            error = await FailureAnswers.BadHttp(context, mistake);
        }
        catch (Exception left)
            when (left is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            error = NameOf(AttemptOutcome.CallerLeft);
        }
        catch (Exception bug)
        {
            LogBug(id, bug);
            error = await FailureAnswers.Internal(context, id);
        }
        finally
        {
            End(context, decision, result, started, error);
        }
    }

    /// <summary>Nobody who serves the model can count its tokens: an estimate is what tools can use.</summary>
    private static async Task<string?> Estimate(HttpContext context, RequestBody body)
    {
        context.Response.Headers[HeaderRules.Estimate] = "true";
        await context.Response.WriteAsJsonAsync(
            new TokenCount(TokenEstimate.Of(body.Memory)),
            WireJson.Default.TokenCount,
            cancellationToken: context.RequestAborted
        );
        return null;
    }

    private async Task<LoopResult> Carry(
        HttpContext context,
        RequestBody body,
        RequestPeek peek,
        DecisionRecord decision,
        ProxyBounds bounds
    )
    {
        await using var loop = new AttemptLoop(plane, context, body, peek, decision, bounds);
        var knewAll = models.ModelsAsked.IsCompleted;
        var result = await loop.Run();
        if (ReferenceEquals(result, LoopResult.UnknownModel) && !knewAll)
        {
            // Just started: the name may belong to a provider that had not said yet what it serves.
            await models.WaitForModels(context.RequestAborted);
            result = await loop.Run();
        }

        return result;
    }

    private static RequestPeek Peek(HttpContext context, RequestBody body, Operation operation)
    {
        return
            operation.Protocol is null
            && MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? MultipartPeek.Read(body.Memory.Span, boundary.ToString(), operation)
            // `curl -d` alone calls JSON a form.
            : RequestPeek.Read(body.Memory.Span, operation);
    }

    private static async ValueTask<RequestBody?> ReadBody(HttpContext context, ProxyBounds bounds)
    {
        var encoding = context.Request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidRequestException($"The request body is encoded as '{encoding}'; send it as it is.");
        }

        return await RequestBody.Read(context.Request, bounds.MaxBodyBytes, context.RequestAborted);
    }

    private void End(HttpContext context, DecisionRecord decision, LoopResult result, long started, string? error)
    {
        var callerLeft = error == nameof(AttemptOutcome.CallerLeft);
        var usage = result.Answer?.Usage;
        var end = new DecisionEnd(
            callerLeft ? ClientClosedRequest : context.Response.StatusCode,
            result.ServedBy?.Provider.Id,
            result.ServedBy?.Candidate.UpstreamModel,
            result.ServedBy?.Provider.Simulated ?? false,
            result.ServedBy is null ? null : result.TimeToFirst.TotalMilliseconds,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            usage?.InputTokens,
            usage?.OutputTokens,
            usage?.CachedTokens,
            result.ServedBy?.Candidate.Price is { } price ? usage?.CostUsd(price) : null,
            error
        );
        decision.End = end;
        if (decision.Model.Length == 0)
        {
            // It never came to be routed, but who looks it up shall find it.
            plane.Decisions.Add(decision);
        }

        if (decision.Attempts.Any(attempt => attempt.End?.Outcome == AttemptOutcome.ModelNotFound))
        {
            models.NoteMissing();
        }

        metrics.OnRequestEnded(decision, end);
        tally.Add(decision, end);
        log.Write(decision, end);
    }

    private static string? NameOf(AttemptOutcome outcome) =>
        outcome == AttemptOutcome.Succeeded ? null : outcome.ToString();

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Decision} failed by a fault of Aimux's own")]
    private partial void LogBug(string decision, Exception bug);
}
