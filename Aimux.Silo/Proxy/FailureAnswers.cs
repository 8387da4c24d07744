using System.Globalization;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>What a caller gets that Aimux could not serve. Each method returns the error's code, for the log.</summary>
internal static class FailureAnswers
{
    private const string InvalidRequest = "invalid_request_error";

    /// <summary>Nobody could serve: says who was tried, what each said, and when to try again.</summary>
    public static async Task<string> Write(
        HttpContext context,
        DataPlane plane,
        DecisionRecord decision,
        LoopResult result
    )
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return nameof(AttemptOutcome.CallerLeft);
        }

        if (!context.Response.HasStarted)
        {
            context.Response.Headers[HeaderRules.Attempts] = decision.Attempts.Length.ToString(
                CultureInfo.InvariantCulture
            );
        }

        if (decision.Route is null)
        {
            return await UnknownModel(context, plane, decision.Model);
        }

        if (result.Failures.Count == 0)
        {
            return await NobodyAvailable(context, plane, decision, result);
        }

        var telling = result.Failures.MaxBy(entry => FailurePolicy.Weight(entry.Failure.Outcome)).Failure;
        var (status, type, code) = FailurePolicy.Show(telling.Outcome, telling.Status);
        if (
            IsProvidersOwnWord(telling, result)
            && !context.Response.HasStarted
            && telling is { Body: { Length: > 0 } body, Status: { } theirs }
        )
        {
            // The provider's own words are what tools know how to read.
            context.Response.Headers[HeaderRules.Provider] = result
                .Failures.First(entry => entry.Failure == telling)
                .Provider;
            SetRetry(context, null, plane.Time.GetUtcNow());
            theirs = theirs < 400 ? StatusCodes.Status400BadRequest : theirs;
            if (telling.IsForeign)
            {
                await ErrorWriter.Write(context, theirs, type, code, InCallersWords(context, telling, body));
                return telling.Outcome.ToString();
            }

            context.Response.StatusCode = theirs;
            context.Response.ContentType = telling.ContentType ?? "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
            return telling.Outcome.ToString();
        }

        SetRetry(context, status is 429 or 503 or 529 ? result.ReopensAt : null, plane.Time.GetUtcNow());
        var told = string.Join("; ", result.Failures.Select(Tell).Distinct());
        var message = $"No provider could serve '{decision.Model}'. {told}{Later(result)} (decision {decision.Id})";
        await ErrorWriter.Write(context, status, type, code, message);
        return code;
    }

    /// <summary>Claude Code shortens a conversation by itself when it reads Anthropic's words for it.</summary>
    private static string InCallersWords(HttpContext context, AttemptFailure failure, byte[] body)
    {
        var error = UpstreamError.Parse(body);
        var message = error.Message.Length > 0 ? error.Message : failure.Detail;
        return failure.Outcome == AttemptOutcome.ContextTooLong && CallerProtocol.Of(context) == WireProtocol.Messages
            ? $"prompt is too long: {message}"
            : message;
    }

    public static async Task<string> TooLarge(HttpContext context, int limit)
    {
        SetRetry(context, null, default);
        var message = $"The request body is larger than the {limit} bytes that Aimux accepts.";
        await ErrorWriter.Write(
            context,
            StatusCodes.Status413PayloadTooLarge,
            InvalidRequest,
            "request_too_large",
            message
        );
        return "request_too_large";
    }

    public static async Task<string> Invalid(HttpContext context, InvalidRequestException mistake)
    {
        SetRetry(context, null, default);
        await ErrorWriter.Write(context, 400, InvalidRequest, "invalid_request", mistake.Message, mistake.Parameter);
        return "invalid_request";
    }

    public static async Task<string> BadHttp(HttpContext context, BadHttpRequestException mistake)
    {
        SetRetry(context, null, default);
        await ErrorWriter.Write(context, mistake.StatusCode, InvalidRequest, "bad_http_request", mistake.Message);
        return "bad_http_request";
    }

    public static async Task<string> Internal(HttpContext context, string id)
    {
        const string code = "internal_error";
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else
        {
            SetRetry(context, null, default);
            var message = $"Aimux failed by a fault of its own; its log tells more under {id}.";
            await ErrorWriter.Write(context, StatusCodes.Status500InternalServerError, "server_error", code, message);
        }

        return code;
    }

    private static async Task<string> UnknownModel(HttpContext context, DataPlane plane, string model)
    {
        SetRetry(context, null, default);
        var message = ModelSuggestions.Explain(model, plane.Catalog.Current.Catalog);
        await ErrorWriter.Write(context, 404, InvalidRequest, "model_not_found", message, "model");
        return "model_not_found";
    }

    /// <summary>No attempt was made, because nobody had a key to spare.</summary>
    private static async Task<string> NobodyAvailable(
        HttpContext context,
        DataPlane plane,
        DecisionRecord decision,
        LoopResult result
    )
    {
        var (status, type, code) = WhyNobody(decision);
        SetRetry(context, status is 429 or 503 ? result.ReopensAt : null, plane.Time.GetUtcNow());
        var why = string.Join("; ", decision.Exclusions.Select(Tell).Distinct());
        var message = $"No provider can serve '{decision.Model}' now. {why}{Later(result)} (decision {decision.Id})";
        await ErrorWriter.Write(context, status, type, code, message);
        return code;
    }

    /// <summary>Keys that wait for a new minute are the caller's to wait for; keys that are refused are the operator's to mend.</summary>
    private static (int Status, string Type, string Code) WhyNobody(DecisionRecord decision)
    {
        if (decision.Exclusions.Any(exclusion => exclusion.Reason == ExclusionReason.LineFull))
        {
            return (429, "rate_limit_error", "too_many_waiting");
        }

        var resting = decision
            .Exclusions.Where(exclusion =>
                exclusion.Reason is ExclusionReason.KeysResting or ExclusionReason.KeyRefused
            )
            .Select(exclusion => exclusion.Because ?? AttemptOutcome.RateLimited)
            .ToList();
        return resting.Count > 0
            ? FailurePolicy.Show(resting.MaxBy(FailurePolicy.Weight))
            : (503, "upstream_error", "no_provider_available");
    }

    // What a provider says of a key is for the operator, in the decision: it may repeat parts of the key.
    private static string Tell((string Provider, AttemptFailure Failure) entry) =>
        entry.Failure.Outcome == AttemptOutcome.Unauthorized
            ? $"{entry.Provider}: its key was refused ({entry.Failure.Status})"
            : $"{entry.Provider}: {entry.Failure.Detail}";

    private static string Tell(Exclusion exclusion)
    {
        var who = exclusion.KeyId ?? exclusion.ProviderId;
        return exclusion.Because is { } because
            ? $"{who}: {exclusion.Reason} after {because}"
            : $"{who}: {exclusion.Reason}";
    }

    /// <summary>Whether the request is at fault, or a model is missing at the only provider that was asked.</summary>
    private static bool IsProvidersOwnWord(AttemptFailure failure, LoopResult result)
    {
        return FailurePolicy.Of(failure.Outcome).TellsOwnWords
            || failure.Outcome == AttemptOutcome.ModelNotFound
                && result.Failures.DistinctBy(entry => entry.Provider).Count() == 1;
    }

    private static string Later(LoopResult result) =>
        result.ReopensAt is { } at ? $"; the next opens at {at:HH:mm:ss.fff} UTC" : "";

    /// <summary>
    /// Aimux has tried all there is, so a client that tries again at once would only multiply the load; one that is
    /// told a real wait should come back after it.
    /// </summary>
    private static void SetRetry(HttpContext context, DateTimeOffset? reopensAt, DateTimeOffset now)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        var headers = context.Response.Headers;
        if (reopensAt is not { } at)
        {
            headers[HeaderRules.ShouldRetry] = "false";
            return;
        }

        var wait = at > now ? at - now : TimeSpan.Zero;
        headers[HeaderRules.ShouldRetry] = "true";
        headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        headers["retry-after-ms"] = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }
}
