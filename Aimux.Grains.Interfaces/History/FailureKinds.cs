using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Interfaces.History;

/// <summary>Which failure is of which kind.</summary>
public static class FailureKinds
{
    /// <summary>How many kinds there are.</summary>
    public const int Count = 6;

    /// <summary>The kind of an outcome; <c>null</c> if it is a success, or nobody's fault: who asked left, or another was faster.</summary>
    public static FailureKind? Of(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.Succeeded or AttemptOutcome.CallerLeft or AttemptOutcome.GivenUp or AttemptOutcome.Outrun =>
                null,
            AttemptOutcome.RateLimited
            or AttemptOutcome.QuotaExhausted
            or AttemptOutcome.TooManyConcurrent
            or AttemptOutcome.ModelBusy => FailureKind.Limited,
            AttemptOutcome.FirstByteTimeout or AttemptOutcome.Stalled or AttemptOutcome.RequestTimeout =>
                FailureKind.Timeout,
            AttemptOutcome.Unauthorized
            or AttemptOutcome.PaymentRequired
            or AttemptOutcome.Forbidden
            or AttemptOutcome.AccountLocked => FailureKind.Credentials,
            AttemptOutcome.ConnectFailed
            or AttemptOutcome.TlsFailed
            or AttemptOutcome.ConnectionReset
            or AttemptOutcome.NameNotResolved
            or AttemptOutcome.Unreachable
            or AttemptOutcome.Blocked => FailureKind.Connection,
            AttemptOutcome.RequestRejected
            or AttemptOutcome.ModelNotFound
            or AttemptOutcome.ContextTooLong
            or AttemptOutcome.ContentRefused
            or AttemptOutcome.UnknownField
            or AttemptOutcome.Conflict
            or AttemptOutcome.NotOffered => FailureKind.Request,
            _ => FailureKind.Server,
        };

    /// <summary>The kind of what a caller got; <c>null</c> if it was served or left.</summary>
    /// <param name="status">The status, 499 if it left.</param>
    public static FailureKind? Of(int status) =>
        status switch
        {
            < 400 or 499 => null,
            401 or 402 or 403 => FailureKind.Credentials,
            408 or 504 => FailureKind.Timeout,
            429 => FailureKind.Limited,
            < 500 => FailureKind.Request,
            _ => FailureKind.Server,
        };
}
