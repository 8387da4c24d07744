using Aimux.Grains.Interfaces.Health;
using static Aimux.Grains.Interfaces.Health.AttemptOutcome;

namespace Aimux.Silo.Proxy;

/// <summary>One rule for every outcome: the table of docs/failures.md, as far as it is the request's.</summary>
internal static class FailureRules
{
    private const string Invalid = "invalid_request_error";
    private const string Upstream = "upstream_error";
    private const string Limit = "rate_limit_error";

    private static readonly ShownError Failed = new(502, Upstream, "upstream_failed");
    private static readonly ShownError Unreached = new(502, Upstream, "upstream_unreachable");
    private static readonly ShownError TimedOut = new(504, Upstream, "upstream_timeout");

    private static readonly SameKeyRetry Once = new(1, TimeSpan.FromSeconds(0.4));
    private static readonly SameKeyRetry AfterWait = new(1, TimeSpan.FromSeconds(1)) { AfterOthers = true };
    private static readonly SameKeyRetry IfQuick = Once with { LongestAttempt = TimeSpan.FromSeconds(15) };

    public static IReadOnlyList<FailureRule> All { get; } =
    [
        // :: No failures of anybody.
        Nobodys(Succeeded, FailureWeight.NameModel),
        Nobodys(CallerLeft, FailureWeight.WaitForProvider),
        Nobodys(GivenUp, FailureWeight.ComeBack),
        Nobodys(Outrun, FailureWeight.NameModel),
        // :: The request's own.
        Requests(RequestRejected, new ShownError(400, Invalid, "invalid_request", 405, 415, 422)),
        Requests(ContentRefused, new ShownError(400, Invalid, "content_policy_violation")),
        Requests(Conflict, new ShownError(409, Invalid, "conflict")) with
        {
            SameKey = new SameKeyRetry(1, TimeSpan.FromSeconds(0.5)),
        },
        Requests(ContextTooLong, new ShownError(400, Invalid, "context_length_exceeded", 413)) with
        {
            Others = OtherProviders.LargerContext,
            Weight = FailureWeight.FitRequest,
        },
        // What this provider does not know another may.
        Requests(UnknownField, new ShownError(400, Invalid, "unknown_parameter", 422)) with
        {
            SameKey = new SameKeyRetry(1, TimeSpan.Zero) { WithoutField = true },
            Others = OtherProviders.Any,
            Weight = FailureWeight.FitRequest,
        },
        // :: The key's, or its account's. A 401 would tell the caller that its own credentials are wrong; these are Aimux's.
        Keys(Unauthorized, new ShownError(502, Upstream, "upstream_key_refused"), FailureWeight.MendKey),
        Keys(AccountLocked, new ShownError(502, Upstream, "upstream_account_locked"), FailureWeight.MendKey) with
        {
            Rotation = KeyRotation.QuotaGroup,
        },
        Keys(PaymentRequired, new ShownError(402, "billing_error", "payment_required"), FailureWeight.Pay) with
        {
            Rotation = KeyRotation.QuotaGroup,
            SameKey = AfterWait with { OnlyWithHint = true },
        },
        Keys(Forbidden, new ShownError(403, "permission_error", "forbidden"), FailureWeight.AskForAccess),
        Keys(ModelNotFound, new ShownError(404, Invalid, "model_not_found"), FailureWeight.NameModel) with
        {
            Rotation = KeyRotation.OneKey,
            Others = OtherProviders.OtherMapping,
        },
        Keys(RateLimited, new ShownError(429, Limit, "rate_limit_exceeded"), FailureWeight.WaitForKey) with
        {
            Rotation = KeyRotation.QuotaGroup,
            SameKey = AfterWait with { OnlyWithHint = true },
        },
        Keys(TooManyConcurrent, new ShownError(429, Limit, "too_many_concurrent"), FailureWeight.WaitForKey) with
        {
            Rotation = KeyRotation.QuotaGroup,
            SameKey = AfterWait,
        },
        Keys(QuotaExhausted, new ShownError(429, Limit, "quota_exhausted"), FailureWeight.WaitForKey) with
        {
            Rotation = KeyRotation.QuotaGroup,
        },
        // :: The provider's, before it began.
        AtTheDoor(ModelBusy, new ShownError(503, Upstream, "upstream_overloaded", 529)) with
        {
            SameKey = Once with { Jitter = 1 },
            MayPass = true,
        },
        AtTheDoor(Overloaded, new ShownError(503, Upstream, "upstream_overloaded")) with
        {
            SameKey = IfQuick,
            MayPass = true,
        },
        AtTheDoor(Blocked, new ShownError(502, Upstream, "upstream_blocked")) with
        {
            Weight = FailureWeight.AskForAccess,
        },
        AtTheDoor(ConnectFailed, Unreached) with
        {
            SameKey = Once with { OnlyLocal = true },
            MayPass = true,
        },
        AtTheDoor(NameNotResolved, Unreached) with
        {
            SameKey = Once,
            MayPass = true,
        },
        AtTheDoor(NotOffered, new ShownError(404, Invalid, "not_offered")) with
        {
            Weight = FailureWeight.NameModel,
        },
        AtTheDoor(TlsFailed, Unreached),
        AtTheDoor(Unreachable, Unreached),
        // :: The provider's, after it may have begun.
        AtWork(ServerError, new ShownError(502, Upstream, "upstream_failed", 503, 504)) with
        {
            SameKey = IfQuick,
            MayPass = true,
        },
        AtWork(ConnectionReset, Failed) with
        {
            SameKey = new SameKeyRetry(2, TimeSpan.FromMilliseconds(150)),
            MayPass = true,
        },
        AtWork(RequestTimeout, TimedOut) with
        {
            SameKey = Once,
            MayPass = true,
        },
        // No second try with the same key: it may be billed, and would take as long.
        AtWork(FirstByteTimeout, TimedOut),
        AtWork(Stalled, TimedOut),
        AtWork(Truncated, Failed) with
        {
            MayPass = true,
        },
        AtWork(Malformed, Failed) with
        {
            MayPass = true,
        },
        AtWork(ErrorInAnswer, Failed) with
        {
            MayPass = true,
        },
        AtWork(EmptyAnswer, Failed) with
        {
            SameKey = Once,
            MayPass = true,
        },
    ];

    private static FailureRule Nobodys(AttemptOutcome outcome, int weight) =>
        new(outcome, outcome == GivenUp ? new ShownError(503, "server_error", "shutting_down") : Failed)
        {
            Weight = weight,
        };

    private static FailureRule Requests(AttemptOutcome outcome, ShownError shown) =>
        new(outcome, shown)
        {
            IsRejection = true,
            TellsOwnWords = true,
            Weight = FailureWeight.MendRequest,
        };

    private static FailureRule Keys(AttemptOutcome outcome, ShownError shown, int weight) =>
        new(outcome, shown)
        {
            Rotation = KeyRotation.Key,
            Others = OtherProviders.Any,
            IsRejection = true,
            Weight = weight,
        };

    private static FailureRule AtTheDoor(AttemptOutcome outcome, ShownError shown) =>
        new(outcome, shown) { Others = OtherProviders.Any, IsRejection = true };

    private static FailureRule AtWork(AttemptOutcome outcome, ShownError shown) =>
        new(outcome, shown) { Others = OtherProviders.Any };
}
