using System.Diagnostics;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Translation;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Gets the permissions that an attempt needs, of the breaker where it is not closed and of a key, and keeps what was
/// refused on the way. One object a request.
/// </summary>
internal sealed partial class AttemptStarter(
    DataPlane plane,
    RequestPeek peek,
    RequestPayloads payloads,
    DecisionRecord decision,
    AttemptBudget budget
)
{
    /// <summary>An attempt that serves to learn must not hold its caller for much longer than others would.</summary>
    private static readonly TimeSpan TimeToLearn = TimeSpan.FromSeconds(20);
    private const double TimesExpected = 3;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly HashSet<string> _spentGroups = new(StringComparer.Ordinal);

    /// <summary>When the first of the resting keys and providers opens again, as far as was heard.</summary>
    public DateTimeOffset? ReopensAt { get; private set; }

    /// <summary>Whether somebody was passed over only because another request was probing just then.</summary>
    public bool ProbeWasTaken { get; private set; }

    /// <inheritdoc cref="RequestPayloads.Untranslatable"/>
    public UntranslatableException? Untranslatable => payloads.Untranslatable;

    public void NoteReopening(DateTimeOffset? at)
    {
        if (at is { } time && !(ReopensAt <= time))
        {
            ReopensAt = time;
        }
    }

    /// <summary>Leaves out the other keys of an account that said it has no more to give, for this round.</summary>
    public void NoteSpent(string quotaGroup) => _spentGroups.Add(quotaGroup);

    /// <summary>Forgets what rested: another round may find it open again.</summary>
    public void BeginRound()
    {
        _spentGroups.Clear();
        ReopensAt = null;
        ProbeWasTaken = false;
    }

    /// <summary>Asks the provider's breaker, if it is not closed, whether this request may be its probe.</summary>
    public async ValueTask<bool> MayTry(RankedCandidate candidate)
    {
        if (candidate.Reason != CandidateReason.Probe)
        {
            return true;
        }

        try
        {
            if (await plane.Grains.Provider(candidate.ProviderId).TryProbe())
            {
                return true;
            }
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogOutOfReach(plane.Logger, candidate.ProviderId, failure);
        }

        ProbeWasTaken = true;
        Exclude(candidate, null, ExclusionReason.ProbeTaken, null);
        return false;
    }

    /// <summary>Gives a probe back for which no key had a lease.</summary>
    public async ValueTask GiveUp(RankedCandidate candidate)
    {
        if (candidate.Reason == CandidateReason.Probe)
        {
            var report = new ProviderReport(
                candidate.UpstreamModel,
                peek.Streaming,
                AttemptOutcome.CallerLeft,
                null,
                TimeSpan.Zero,
                candidate.InFlight,
                Probe: true
            );
            await plane.Grains.Provider(candidate.ProviderId).Report(report);
        }
    }

    /// <summary>Takes a lease of the key.</summary>
    /// <returns><c>null</c> if it cannot be had.</returns>
    public async ValueTask<Attempt?> Begin(RankedCandidate candidate, string keyId, bool isLast)
    {
        var catalog = plane.Catalog.Current;
        var key = catalog.FindKey(keyId);
        var provider = catalog.FindProvider(candidate.ProviderId);
        if (key is null || provider is null || _spentGroups.Contains(key.QuotaGroup))
        {
            return null;
        }

        if (plane.Secrets.Find(keyId, provider) is not { } secret)
        {
            Exclude(candidate, keyId, ExclusionReason.SecretMissing, null);
            return null;
        }

        var upstream = plane.Upstreams.For(provider);
        if (payloads.For(upstream, candidate.UpstreamModel, plane.Time.GetUtcNow()) is not { } prepared)
        {
            Exclude(candidate, keyId, ExclusionReason.Untranslatable, null);
            return null;
        }

        var payload = prepared.Target.Protocol is { } spoken
            ? plane.Quirks.Apply(provider.Id, candidate.UpstreamModel, spoken, prepared.Payload)
            : prepared.Payload;
        var acquired = await TryAcquire(key, candidate.UpstreamModel);
        if (acquired.Lease is not { } lease)
        {
            NoteReopening(acquired.ReopensAt);
            Exclude(candidate, keyId, ExclusionReason.KeyRefused, acquired.ReopensAt);
            return null;
        }

        var since = Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
        var record = new AttemptRecord(provider.Id, keyId, candidate.UpstreamModel, since)
        {
            Dropped = prepared.Dropped,
            Changed = prepared.Changed,
        };
        decision.Begin(record);
        var now = plane.Time.GetUtcNow();
        upstream.Touch(now);
        var (toBegin, toContent) = TimeFor(candidate, provider.Timeouts, isLast);
        return new Attempt(
            candidate,
            provider,
            upstream,
            secret,
            key.QuotaGroup,
            lease,
            budget.Within(toBegin, now),
            budget.Within(toContent, now),
            prepared.Target,
            payload,
            Stopwatch.GetTimestamp(),
            record
        );
    }

    private (TimeSpan ToBegin, TimeSpan ToContent) TimeFor(
        RankedCandidate candidate,
        ProviderTimeouts times,
        bool isLast
    )
    {
        var toBegin = peek.Streaming ? times.FirstEvent : times.Answer;
        if (isLast || candidate.Reason is not (CandidateReason.Probe or CandidateReason.Exploration))
        {
            return (toBegin, times.Answer);
        }

        var patience = TimeSpan.FromMilliseconds(
            Math.Min(
                Math.Max(TimeToLearn.TotalMilliseconds, TimesExpected * candidate.ScoreMs),
                toBegin.TotalMilliseconds
            )
        );
        return (patience, patience);
    }

    private async ValueTask<AcquireResult> TryAcquire(KeyDefinition key, string upstreamModel)
    {
        try
        {
            var request = new LeaseRequest(key.Id, upstreamModel, peek.EstimatedTokens);
            return await plane.Grains.Group(key.QuotaGroup).TryAcquire(request);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // One grain out of reach is no reason to fail while there are others.
            LogOutOfReach(plane.Logger, key.Id, failure);
            return new AcquireResult(null, RefusalReason.UnknownKey);
        }
    }

    private void Exclude(RankedCandidate candidate, string? keyId, ExclusionReason reason, DateTimeOffset? reopensAt) =>
        decision.Exclude(new Exclusion(candidate.ProviderId, keyId, reason, reopensAt));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The grain of {Id} could not be asked")]
    private static partial void LogOutOfReach(ILogger logger, string id, Exception failure);
}
