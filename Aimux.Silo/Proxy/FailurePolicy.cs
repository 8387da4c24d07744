using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>From a failure to the next step, and to what the caller gets when no step is left.</summary>
internal static class FailurePolicy
{
    public static NextStep After(AttemptOutcome outcome)
    {
        return outcome switch
        {
            AttemptOutcome.RequestRejected or AttemptOutcome.CallerLeft or AttemptOutcome.GivenUp =>
                NextStep.ReturnToCaller,

            AttemptOutcome.Unauthorized
            or AttemptOutcome.PaymentRequired
            or AttemptOutcome.Forbidden
            or AttemptOutcome.RateLimited
            or AttemptOutcome.QuotaExhausted => NextStep.NextKey,

            _ => NextStep.NextProvider,
        };
    }

    /// <summary>Whether the provider turned the attempt away before it could have begun to work on it.</summary>
    public static bool IsRejection(AttemptOutcome outcome)
    {
        return outcome
                is AttemptOutcome.ConnectFailed
                    or AttemptOutcome.TlsFailed
                    or AttemptOutcome.ModelNotFound
                    or AttemptOutcome.Overloaded
            || After(outcome) == NextStep.NextKey;
    }

    /// <summary>Whether the same candidates may do better a moment later.</summary>
    public static bool MayPass(AttemptOutcome outcome)
    {
        return outcome
            is AttemptOutcome.ConnectFailed
                or AttemptOutcome.ConnectionReset
                or AttemptOutcome.Overloaded
                or AttemptOutcome.ServerError
                or AttemptOutcome.Truncated
                or AttemptOutcome.Malformed
                or AttemptOutcome.ErrorInAnswer;
    }

    /// <summary>Whether a provider may fail so because of what it was sent.</summary>
    public static bool MayBeRequestsFault(AttemptOutcome outcome)
    {
        return outcome
            is AttemptOutcome.ServerError
                or AttemptOutcome.ErrorInAnswer
                or AttemptOutcome.Malformed
                or AttemptOutcome.EmptyAnswer
                or AttemptOutcome.Truncated
                or AttemptOutcome.ConnectionReset;
    }

    /// <summary>Of several failures the one with the highest weight tells the caller most about what to do.</summary>
    public static int Weight(AttemptOutcome outcome)
    {
        return outcome switch
        {
            AttemptOutcome.GivenUp => 7,
            AttemptOutcome.RequestRejected => 6,
            AttemptOutcome.RateLimited or AttemptOutcome.QuotaExhausted => 4,
            AttemptOutcome.PaymentRequired => 3,
            AttemptOutcome.Forbidden => 2,
            AttemptOutcome.Unauthorized => 1,
            AttemptOutcome.ModelNotFound => 0,
            _ => 5,
        };
    }

    /// <summary>The status, type and code that the caller gets when every attempt failed.</summary>
    public static (int Status, string Type, string Code) Show(AttemptOutcome outcome)
    {
        return outcome switch
        {
            AttemptOutcome.RateLimited => (429, "rate_limit_error", "rate_limit_exceeded"),
            AttemptOutcome.QuotaExhausted => (429, "rate_limit_error", "quota_exhausted"),
            AttemptOutcome.PaymentRequired => (402, "billing_error", "payment_required"),
            AttemptOutcome.Forbidden => (403, "permission_error", "forbidden"),
            AttemptOutcome.ModelNotFound => (404, "invalid_request_error", "model_not_found"),
            // 401 would tell the caller that its own credentials are wrong; these are Aimux's.
            AttemptOutcome.Unauthorized => (502, "upstream_error", "upstream_key_refused"),
            AttemptOutcome.GivenUp => (503, "server_error", "shutting_down"),
            AttemptOutcome.Overloaded => (503, "upstream_error", "upstream_overloaded"),
            AttemptOutcome.FirstByteTimeout or AttemptOutcome.Stalled => (504, "upstream_error", "upstream_timeout"),
            AttemptOutcome.ConnectFailed or AttemptOutcome.TlsFailed => (502, "upstream_error", "upstream_unreachable"),
            _ => (502, "upstream_error", "upstream_failed"),
        };
    }
}
