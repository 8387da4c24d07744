namespace Aimux.Grains.Limits;

/// <summary>What of it outlives the process.</summary>
internal sealed partial class QuotaGroup
{
    public QuotaGroupRecord Keep(DateTimeOffset now)
    {
        var day = _buckets.DayUse;
        return new QuotaGroupRecord
        {
            RestsUntil = _rest.Until,
            RestReason = _rest.Reason,
            Strikes = _rest.Strikes(),
            DayUsed = day?.Used ?? 0,
            DayUsedAt = day?.At,
            LearnedPerMinute = _rate.PerMinute,
            LearnedPerMinuteAt = _rate.BoundAt,
            LearnedAtOnce = _concurrency.Most,
            LearnedAtOnceAt = _concurrency.CutAt,
            Keys = [.. _keys.Values.Concat(_left.Values).Where(key => IsWorthKeeping(key, now)).Select(Keep)],
        };
    }

    /// <summary>Takes up what was kept, as if the time since then had passed here.</summary>
    public void Restore(QuotaGroupRecord kept, DateTimeOffset now)
    {
        _rest.Restore(kept.RestsUntil, kept.RestReason, kept.Strikes);
        _rate.Restore(kept.LearnedPerMinute, kept.LearnedPerMinuteAt, now);
        _concurrency.Restore(kept.LearnedAtOnce, kept.LearnedAtOnceAt, now);
        if (kept.DayUsedAt is { } at)
        {
            _buckets.RestoreDay(kept.DayUsed, at, now);
        }

        foreach (var record in kept.Keys.IsDefault ? [] : kept.Keys)
        {
            if (Find(record.KeyId) is { } key)
            {
                key.Disabled = record.Disabled;
                key.Rest.Restore(record.RestsUntil, record.RestReason, record.Strikes);
                key.Models.Restore(record.Models);
            }
        }
    }

    private static bool IsWorthKeeping(KeyState key, DateTimeOffset now) =>
        key.Disabled || key.Rest.Holds(now) || key.Rest.Strikes() > 0 || key.Models.All.Any(rest => rest.Until > now);

    private static KeyRecord Keep(KeyState key) =>
        new()
        {
            KeyId = key.Definition.Id,
            RestsUntil = key.Rest.Until,
            RestReason = key.Rest.Reason,
            Strikes = key.Rest.Strikes(),
            Disabled = key.Disabled,
            Models = key.Models.All,
        };
}
