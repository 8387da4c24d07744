namespace Aimux.Silo.Simulation;

/// <summary>The faults that look the same in a streamed and a whole answer.</summary>
internal static class FaultAnswers
{
    /// <summary>Answers with the fault if it is one of these; false leaves the answer to the caller.</summary>
    public static async ValueTask<bool> TryAnswer(Exchange exchange, Fault fault)
    {
        switch (fault)
        {
            case Fault.ResetBeforeHeaders:
                exchange.Http.Abort();
                return true;
            case Fault.StallBeforeFirstByte:
                await exchange.Pace.Stall();
                exchange.Http.Abort();
                return true;
            case Fault.EmptyBody:
                await exchange.Pace.Reach();
                exchange.Response.ContentLength = 0;
                return true;
            default:
                return TryAnswerStatus(exchange, fault);
        }
    }

    private static bool TryAnswerStatus(Exchange exchange, Fault fault)
    {
        if (WireError.Of(fault) is not { } error)
        {
            return false;
        }

        var headers = exchange.Response.Headers;
        var wait = TimeSpan.FromSeconds(exchange.Plan.RetryAfterSeconds);
        if (fault == Fault.RateLimited)
        {
            WriteExhausted(exchange.Active.Settings, headers, wait);
        }
        else if (fault == Fault.RateLimitedBare)
        {
            RemoveLimits(headers);
        }
        else if (fault == Fault.Unavailable)
        {
            RateLimitVerdict.WriteRetryAfter(headers, wait);
        }

        Answers.Write(exchange.Response, error);
        return true;
    }

    private static void WriteExhausted(SimulatedProviderSettings settings, IHeaderDictionary headers, TimeSpan wait) =>
        new RateLimitVerdict
        {
            Wait = wait,
            Kind = "requests",
            Requests = new RateLimitState(settings.RequestsPerMinute ?? 60, 0, wait),
            Tokens = new RateLimitState(
                settings.TokensPerMinute ?? 150_000,
                settings.TokensPerMinute ?? 150_000,
                TimeSpan.Zero
            ),
        }.WriteHeaders(headers);

    private static void RemoveLimits(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => name.StartsWith("x-ratelimit-", StringComparison.Ordinal)))
        {
            headers.Remove(name);
        }
    }
}
