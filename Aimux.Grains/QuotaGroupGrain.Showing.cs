using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;

namespace Aimux.Grains;

/// <summary>
/// Tells others how its keys stand. Each request tells of its own key; what all keys share is told of all, but only when
/// it has changed, and where a group is busy at most ten times a second: others that believe a key open are refused.
/// </summary>
internal sealed partial class QuotaGroupGrain
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, ToldKey> _told = new(StringComparer.Ordinal);
    private readonly EventPace _sharedPace = new();
    private DateTimeOffset? _toldOpensAt;

    public ValueTask<HistorySeries> GetHistory(string keyId, HistoryQuery query)
    {
        var now = time.GetUtcNow();
        return Group(now)?.Find(keyId) is { } key
            ? ValueTask.FromResult(key.History.Read(query, now))
            : throw NoKey(keyId);
    }

    public ValueTask<ImmutableArray<BucketSnapshot>> GetBuckets()
    {
        var now = time.GetUtcNow();
        return ValueTask.FromResult(Group(now)?.Buckets(now) ?? []);
    }

    private void Show(QuotaGroup group, KeyState key, DateTimeOffset now, bool isImportant)
    {
        if (group.Keys.Length > 1 && IsOtherwise(group.OpensAt(now), now) && _sharedPace.ShouldTell(now, false))
        {
            ShowAll(group, now);
        }
        else
        {
            ShowOne(group, key, now, isImportant);
        }
    }

    private void ShowAll(QuotaGroup group, DateTimeOffset now)
    {
        _toldOpensAt = group.OpensAt(now);
        foreach (var key in group.Keys)
        {
            ShowOne(group, key, now, isImportant: true);
        }
    }

    private void ShowOne(QuotaGroup group, KeyState key, DateTimeOffset now, bool isImportant)
    {
        if (!_told.TryGetValue(key.Definition.Id, out var told))
        {
            _told.Add(key.Definition.Id, told = new ToldKey());
        }

        var snapshot = group.Snapshot(key, now);
        var change = new KeyChanged(told.Pace.Stamp(now), snapshot);

        // The last one to leave must be told too, or other processes would believe the key busy for ever.
        if (told.Pace.ShouldTell(now, isImportant || snapshot.InFlight == 0 && told.IsBusy))
        {
            told.IsBusy = snapshot.InFlight > 0;
            events.Tell(change);
        }
        else
        {
            events.ShowHere(change);
        }
    }

    /// <summary>Whether the group opens at another time than others believe.</summary>
    private bool IsOtherwise(DateTimeOffset? opensAt, DateTimeOffset now) =>
        opensAt is { } next ? _toldOpensAt is not { } told || (next - told).Duration() > Tolerance : _toldOpensAt > now;

    private sealed class ToldKey
    {
        public EventPace Pace { get; } = new();

        /// <summary>Whether others believe that it has attempts in flight.</summary>
        public bool IsBusy { get; set; }
    }
}
