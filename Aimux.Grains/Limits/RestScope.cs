using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Limits;

/// <summary>What rests after a failure.</summary>
internal enum RestScope
{
    None,
    Group,
    Key,

    /// <summary>One model under one key.</summary>
    Model,
}

/// <summary>Which failure lets what rest: an account is refused with all its keys, a credential alone, a right for one model.</summary>
internal static class RestScopes
{
    public static RestScope Of(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.RateLimited
            or AttemptOutcome.QuotaExhausted
            or AttemptOutcome.PaymentRequired
            or AttemptOutcome.AccountLocked
            or AttemptOutcome.TooManyConcurrent => RestScope.Group,
            AttemptOutcome.Unauthorized => RestScope.Key,
            AttemptOutcome.Forbidden or AttemptOutcome.ModelNotFound => RestScope.Model,
            _ => RestScope.None,
        };
}
