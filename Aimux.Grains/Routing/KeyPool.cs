using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Routing;

/// <summary>
/// The keys of one provider, parted into those that should have headroom and those that do not, so that choosing costs
/// the same for ten keys and for ten thousand. Safe to use from several threads.
/// </summary>
internal sealed class KeyPool
{
    /// <summary>Keys that one choice names at the most. A caller that needs more asks again.</summary>
    public const int MostChosen = 8;

    private readonly Lock _lock = new();
    private readonly KeyEntry[] _all;
    private readonly FrozenDictionary<string, KeyEntry[]> _groups;
    private readonly List<KeyEntry> _open;
    private readonly PriorityQueue<KeyEntry, DateTimeOffset> _closed = new();
    private readonly ImmutableArray<string> _allIds;
    private int _inFlight;

    /// <param name="keys">Its keys; what is known of them stays.</param>
    public KeyPool(IEnumerable<KeyEntry> keys)
    {
        _all = [.. keys];
        _allIds = [.. _all.Select(key => key.Definition.Id)];
        _groups = _all.GroupBy(key => key.Definition.QuotaGroup, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _open = new List<KeyEntry>(_all.Length);
        foreach (var key in _all)
        {
            _inFlight += key.InFlight;
            Place(key);
        }
    }

    public IReadOnlyList<KeyEntry> All => _all;

    /// <summary>Attempts in flight under all its keys.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Takes in the newest state of a key; an older one than is known changes nothing.</summary>
    /// <returns>Whether it may have gained headroom.</returns>
    public bool Apply(KeyEntry key, KeySnapshot snapshot, long stamp)
    {
        lock (_lock)
        {
            var before = key.InFlight;
            var wasOpen = key.Place >= 0;
            if (!key.Apply(snapshot, stamp))
            {
                return false;
            }

            _inFlight += key.InFlight - before;
            Place(key);
            return key.InFlight < before || !wasOpen && key.Place >= 0;
        }
    }

    /// <summary>Some of the keys that should have headroom for a model now, the one to ask first at the front.</summary>
    /// <param name="model">The provider's name of the model.</param>
    /// <param name="warmGroup">The account at which the conversation's prompt is cached, if any: it goes first.</param>
    /// <param name="now">The time.</param>
    /// <param name="random">Chance.</param>
    /// <param name="opensNext">Where there is none: the key that should be the first to have it again, if that is known.</param>
    public ImmutableArray<string> Choose(
        string model,
        string? warmGroup,
        DateTimeOffset now,
        Random random,
        out KeyEntry? opensNext
    )
    {
        opensNext = null;
        lock (_lock)
        {
            Reopen(now);
            if (_all.Length == 1 && _open.Count == 1 && _all[0].ModelRest(model, now) is null)
            {
                return _allIds;
            }

            var chosen = Draw(model, now, random);
            if (warmGroup is not null && _groups.TryGetValue(warmGroup, out var warm))
            {
                chosen = WarmFirst(warm, chosen, model, now);
            }

            if (chosen.IsEmpty)
            {
                opensNext = FirstToOpen() ?? FirstResting(model, now);
            }

            return chosen;
        }
    }

    /// <summary>Draws from a random place on, and puts those that have most to give first.</summary>
    private ImmutableArray<string> Draw(string model, DateTimeOffset now, Random random)
    {
        Span<double> turns = stackalloc double[MostChosen];
        var most = Math.Min(MostChosen, _open.Count);
        var chosen = new string[most];
        var count = 0;
        var first = _open.Count == 0 ? 0 : random.Next(_open.Count);
        for (var i = 0; i < _open.Count && count < most; i++)
        {
            var place = first + i < _open.Count ? first + i : first + i - _open.Count;
            var key = _open[place];
            if (key.ModelRest(model, now) is not null)
            {
                continue;
            }

            // Sorted as they come: there are few.
            var turn = Turn(key, random);
            var to = count++;
            for (; to > 0 && turns[to - 1] > turn; to--)
            {
                (turns[to], chosen[to]) = (turns[to - 1], chosen[to - 1]);
            }

            (turns[to], chosen[to]) = (turn, key.Definition.Id);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(count == most ? chosen : chosen[..count]);
    }

    private static ImmutableArray<string> WarmFirst(
        KeyEntry[] warm,
        ImmutableArray<string> chosen,
        string model,
        DateTimeOffset now
    )
    {
        var first = warm.Where(key => key.Place >= 0 && key.ModelRest(model, now) is null)
            .Take(MostChosen)
            .Select(key => key.Definition.Id)
            .ToList();
        return [.. first, .. chosen.Except(first, StringComparer.Ordinal)];
    }

    // Idle keys are drawn in proportion to their weights, as an exponential race; busy ones wait in proportion to their load.
    private static double Turn(KeyEntry key, Random random) =>
        (key.InFlight - Math.Log(1 - random.NextDouble())) / key.Definition.Weight;

    private KeyEntry? FirstResting(string model, DateTimeOffset now) =>
        _open.Take(MostChosen).MinBy(key => key.ModelRest(model, now)?.Until);

    /// <summary>Of the closed keys the one that opens first, by what is known now.</summary>
    private KeyEntry? FirstToOpen()
    {
        while (_closed.TryPeek(out var key, out var at))
        {
            if (key.WaitsUntil == at && key.OpensAt == at)
            {
                return key;
            }

            // It has opened, or was closed for longer, since it was queued.
            _closed.Dequeue();
            if (key.WaitsUntil == at)
            {
                key.WaitsUntil = null;
                Place(key, at);
            }
        }

        return null;
    }

    /// <summary>Moves those to the open ones whose time has come.</summary>
    private void Reopen(DateTimeOffset now)
    {
        while (_closed.TryPeek(out var key, out var at) && at <= now)
        {
            _closed.Dequeue();
            if (key.WaitsUntil == at)
            {
                key.WaitsUntil = null;
                Place(key, now);
            }
        }
    }

    private void Place(KeyEntry key, DateTimeOffset now = default)
    {
        if (key.Disabled || key.OpensAt > now)
        {
            TakeOut(key);
            if (!key.Disabled && !(key.WaitsUntil <= key.OpensAt))
            {
                // One that waits for an earlier time already is placed anew when that comes.
                key.WaitsUntil = key.OpensAt;
                _closed.Enqueue(key, key.OpensAt!.Value);
            }
        }
        else if (key.Place < 0)
        {
            key.WaitsUntil = null;
            key.Place = _open.Count;
            _open.Add(key);
        }
    }

    private void TakeOut(KeyEntry key)
    {
        if (key.Place < 0)
        {
            return;
        }

        var last = _open[^1];
        _open[key.Place] = last;
        last.Place = key.Place;
        _open.RemoveAt(_open.Count - 1);
        key.Place = -1;
    }
}
