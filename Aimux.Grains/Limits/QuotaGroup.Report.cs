using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>What attempts teach.</summary>
internal sealed partial class QuotaGroup
{
    /// <summary>Takes a lease back and draws the conclusions of its outcome.</summary>
    /// <param name="key">The key of the report.</param>
    /// <param name="report">How the attempt ended.</param>
    /// <param name="now">When.</param>
    public ReportEffect Report(KeyState key, KeyReport report, DateTimeOffset now)
    {
        _leases.Expire(now);
        var carried = _leases.Count - 1;
        var isKnown = _leases.TryRelease(report.LeaseId, out var lease);
        if (isKnown)
        {
            Settle(lease, report, now);
        }

        var isTrial = key.TrialLease == report.LeaseId && report.LeaseId != 0;
        key.TrialLease = isTrial ? 0 : key.TrialLease;
        if (report.Outcome == AttemptOutcome.Succeeded)
        {
            _rest.OnSuccess(now);
            key.Rest.OnSuccess(now);
            return Effect(RestScope.None, key, report, now, false, false, isTrial);
        }

        var scope = RestScopes.Of(report.Outcome);
        var strikes = scope == RestScope.Key ? key.Rest.Strikes(report.Outcome) : _rest.Strikes(report.Outcome);
        if (scope == RestScope.None || KeyRest.For(report.Outcome, report.RetryAfter, strikes) is not { } rest)
        {
            return Effect(RestScope.None, key, report, now, false, false, isTrial);
        }

        var learned = isKnown && Learn(report, carried, rest, now);
        var until = now + rest;
        var began = scope switch
        {
            RestScope.Group => _rest.Begin(until, report.Outcome, now),
            RestScope.Key => key.Rest.Begin(until, report.Outcome, now),
            _ => key.Models.Begin(new ModelRest(report.UpstreamModel, until, report.Outcome), now),
        };
        return Effect(scope, key, report, now, began, learned, isTrial);
    }

    /// <summary>Corrects what was reserved by what was used, and takes in what the provider said of its limits.</summary>
    private void Settle(LeaseTable.Entry lease, KeyReport report, DateTimeOffset now)
    {
        // Without a count the reservation stands: to undercount would spend what the provider has counted. Only what
        // was never sent is known to have cost nothing.
        var used = WasSent(report.Outcome) ? report.TokensUsed ?? lease.ReservedTokens : 0;
        var correction = Math.Max(0, used) - lease.ReservedTokens;
        _buckets.Settle(correction, now);
        _reported.Settle(report.LeaseId, correction);
        if (report.Limits.IsDefaultOrEmpty)
        {
            return;
        }

        _reported.Take(
            report.Limits,
            report.LeaseId,
            _leases.LatestId - report.LeaseId,
            _leases.Reserved - lease.ReservedUpTo,
            now
        );
        SizeBuckets(now);
    }

    /// <summary>Many attempts may learn of one refusal: those that were granted before it teach nothing new.</summary>
    private bool Learn(KeyReport report, int carried, TimeSpan rest, DateTimeOffset now)
    {
        if (report.Outcome is not (AttemptOutcome.RateLimited or AttemptOutcome.TooManyConcurrent))
        {
            return false;
        }

        if (report.Outcome == AttemptOutcome.RateLimited)
        {
            _recent.Add(-1, now);
        }

        if (report.LeaseId <= _learnedUpTo)
        {
            return false;
        }

        if (report.Outcome == AttemptOutcome.TooManyConcurrent)
        {
            _concurrency.Cut(carried, now);
        }
        else if (_buckets.KnowsRequests || _reported.Wait(1, now).Time > TimeSpan.Zero)
        {
            // The limit is known, or it was another one that refused.
            return false;
        }
        else if (!_rate.Cut(_recent.Count(now), rest, now))
        {
            _learnedUpTo = _leases.LatestId;
            return false;
        }

        _learnedUpTo = _leases.LatestId;
        return true;
    }

    private ReportEffect Effect(
        RestScope scope,
        KeyState key,
        KeyReport report,
        DateTimeOffset now,
        bool began,
        bool learned,
        bool isTrial
    )
    {
        var until = Later(Rest(key).Until, key.Models.Until(report.UpstreamModel, now));
        return new ReportEffect(scope, until > now ? until : null, began, learned, isTrial);
    }

    private static bool WasSent(AttemptOutcome outcome) =>
        outcome is not (AttemptOutcome.ConnectFailed or AttemptOutcome.NameNotResolved or AttemptOutcome.TlsFailed);
}
