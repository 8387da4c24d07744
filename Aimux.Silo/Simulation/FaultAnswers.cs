using Aimux.Silo.Simulation.Quotas;

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
        var quotaResetsAt = exchange.Now.AddSeconds(exchange.Active.Settings.Quota.ResetsInSeconds);
        if (WireError.Of(fault, quotaResetsAt) is not { } error)
        {
            return false;
        }

        var wait = TimeSpan.FromSeconds(exchange.Plan.RetryAfterSeconds);
        switch (fault)
        {
            case Fault.RateLimited:
                RateLimitHeaders.Write(exchange, Exhausted(exchange.Active.Settings, wait));
                break;
            case Fault.RateLimitedBare:
                RateLimitHeaders.Remove(exchange.Response.Headers);
                break;
            case Fault.QuotaExhausted:
                RateLimitHeaders.WriteUsedUp(exchange, quotaResetsAt);
                SyntheticQuotas.WriteUsedUp(exchange);
                break;
            case Fault.Unavailable:
                RateLimitHeaders.WriteRetryAfter(exchange, wait);
                break;
            default:
                break;
        }

        Answers.Write(exchange.Response, exchange.Render(error));
        return true;
    }

    private static RateLimitVerdict Exhausted(SimulatedProviderSettings settings, TimeSpan wait) =>
        new()
        {
            Wait = wait,
            Kind = "requests",
            Requests = new RateLimitState(settings.RequestsPerMinute ?? 60, 0, wait),
            Tokens = new RateLimitState(
                settings.TokensPerMinute ?? 150_000,
                settings.TokensPerMinute ?? 150_000,
                TimeSpan.Zero
            ),
        };
}
