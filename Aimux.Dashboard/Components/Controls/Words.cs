using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Dashboard.Components.Controls;

/// <summary>What Aimux's own terms are called on a page.</summary>
public static class Words
{
    /// <summary>An outcome in words, as in “Last error: rate limited”.</summary>
    public static string Outcome(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.Succeeded => "succeeded",
            AttemptOutcome.CallerLeft => "the caller left",
            AttemptOutcome.RequestRejected => "request rejected",
            AttemptOutcome.Unauthorized => "key not accepted",
            AttemptOutcome.PaymentRequired => "no money on the account",
            AttemptOutcome.Forbidden => "key may not do this",
            AttemptOutcome.ModelNotFound => "model not found",
            AttemptOutcome.RateLimited => "rate limited",
            AttemptOutcome.QuotaExhausted => "quota used up",
            AttemptOutcome.Overloaded => "overloaded",
            AttemptOutcome.ServerError => "server error",
            AttemptOutcome.ConnectFailed => "connection refused",
            AttemptOutcome.TlsFailed => "certificate not trusted",
            AttemptOutcome.ConnectionReset => "connection broke",
            AttemptOutcome.FirstByteTimeout => "did not begin in time",
            AttemptOutcome.Stalled => "fell silent",
            AttemptOutcome.Truncated => "ended too early",
            AttemptOutcome.Malformed => "answer not understood",
            AttemptOutcome.ErrorInAnswer => "error inside an answer",
            AttemptOutcome.GivenUp => "given up by Aimux",
            AttemptOutcome.ContextTooLong => "prompt too long",
            AttemptOutcome.ContentRefused => "content refused",
            AttemptOutcome.UnknownField => "unknown field",
            AttemptOutcome.Conflict => "conflict",
            AttemptOutcome.AccountLocked => "account locked",
            AttemptOutcome.Blocked => "blocked on the way",
            AttemptOutcome.TooManyConcurrent => "too many at once",
            AttemptOutcome.RequestTimeout => "provider gave up waiting",
            AttemptOutcome.NameNotResolved => "name not known",
            AttemptOutcome.Unreachable => "provider unreachable",
            AttemptOutcome.EmptyAnswer => "empty answer",
            AttemptOutcome.ModelBusy => "model busy",
            AttemptOutcome.Outrun => "another was faster",
            AttemptOutcome.NotOffered => "not offered there",
            _ => outcome.ToString(),
        };

    /// <summary>Why somebody was passed over.</summary>
    public static string Exclusion(ExclusionReason reason) =>
        reason switch
        {
            ExclusionReason.BreakerOpen => "breaker open",
            ExclusionReason.Isolated => "paused by the operator",
            ExclusionReason.NoKey => "has no key",
            ExclusionReason.KeysResting => "all keys rest",
            ExclusionReason.KeyRefused => "the key had no headroom",
            ExclusionReason.ProbeTaken => "another request probes it",
            ExclusionReason.SecretMissing => "the key's secret is missing",
            ExclusionReason.Dialect => "does not offer this",
            ExclusionReason.ContextTooSmall => "context too small",
            ExclusionReason.Incapable => "lacks tools, images or reasoning",
            ExclusionReason.ModelResting => "the model rests",
            ExclusionReason.LineFull => "too many wait already",
            ExclusionReason.OtherModel => "serves another model",
            ExclusionReason.Untranslatable => "its protocol cannot say this",
            ExclusionReason.StoredElsewhere => "another keeps the response",
            _ => reason.ToString(),
        };

    /// <summary>Why a candidate stands where it stands.</summary>
    public static string Rank(CandidateReason reason) =>
        reason switch
        {
            CandidateReason.Score => "by its score",
            CandidateReason.Unmeasured => "never measured, so once first",
            CandidateReason.Exploration => "measured anew",
            CandidateReason.Probe => "probe of its breaker",
            CandidateReason.LastResort => "nothing better is left",
            CandidateReason.Recovering => "recovering, not its turn yet",
            CandidateReason.Policy => "by the route's policy",
            _ => reason.ToString(),
        };

    /// <summary>A span of time, such as <c>40 s</c>, <c>4 min</c>, <c>2 h 05 min</c>, <c>3 days</c>.</summary>
    public static string Span(TimeSpan span) =>
        span switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalSeconds: < 90 } => $"{Math.Round(span.TotalSeconds)} s",
            { TotalMinutes: < 90 } => $"{Math.Round(span.TotalMinutes)} min",
            { TotalHours: < 48 } => $"{(int)span.TotalHours} h {span.Minutes:00} min",
            _ => $"{Math.Round(span.TotalDays)} days",
        };

    /// <summary>Dollars, with as many digits as tell something.</summary>
    public static string Money(double? dollars) =>
        dollars is not { } known
            ? "–"
            : "$"
                + known.ToString(
                    Math.Abs(known) switch
                    {
                        0 => "0",
                        < 0.01 => "0.######",
                        < 1 => "0.####",
                        _ => "0.00",
                    },
                    CultureInfo.InvariantCulture
                );

    /// <summary>A time of day, with seconds, in the server's zone.</summary>
    public static string Time(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Date and time, in the server's zone.</summary>
    public static string DateAndTime(DateTimeOffset at) =>
        at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
