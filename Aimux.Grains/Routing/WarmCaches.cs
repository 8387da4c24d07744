using System.Collections.Concurrent;

namespace Aimux.Grains.Routing;

/// <summary>
/// Where conversations were served last: two generations of bounded size, the older one dropped when the younger is full
/// or has lasted for a cache's life. Safe to use from several threads.
/// </summary>
internal sealed class WarmCaches
{
    /// <summary>Conversations in one generation at the most.</summary>
    public const int MostConversations = 50_000;

    /// <summary>Providers keep prompts for five to ten minutes after their last use.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private volatile Generation _young = new(DateTimeOffset.MinValue, null);

    public void Remember(ulong conversation, WarmCache cache, DateTimeOffset now)
    {
        if (conversation != 0)
        {
            Current(now).Put(conversation, cache);
        }
    }

    /// <summary>Where a conversation was served last; <c>null</c> if that is not known, or too long ago.</summary>
    public WarmCache? Find(ulong conversation, DateTimeOffset now)
    {
        if (conversation == 0)
        {
            return null;
        }

        var young = Current(now);
        return young.Find(conversation) ?? young.Older?.Find(conversation);
    }

    private Generation Current(DateTimeOffset now)
    {
        if (!IsOver(_young, now))
        {
            return _young;
        }

        lock (_lock)
        {
            if (IsOver(_young, now))
            {
                // What nobody asked for during a whole life is as good as gone.
                _young = new Generation(now, now - _young.Since > 2 * Life ? null : _young.Alone());
            }

            return _young;
        }
    }

    private static bool IsOver(Generation generation, DateTimeOffset now) =>
        now - generation.Since > Life || generation.Count >= MostConversations;

    private sealed class Generation(DateTimeOffset since, Generation? older)
    {
        private readonly ConcurrentDictionary<ulong, WarmCache> _caches = new();
        private int _count;

        private Generation(Generation other)
            : this(other.Since, null) => _caches = other._caches;

        public DateTimeOffset Since { get; } = since;

        public Generation? Older { get; } = older;

        // The dictionary's own count takes all of its locks.
        public int Count => Volatile.Read(ref _count);

        /// <summary>The same without what was before it.</summary>
        public Generation Alone() => new(this);

        public WarmCache? Find(ulong conversation) => _caches.TryGetValue(conversation, out var cache) ? cache : null;

        public void Put(ulong conversation, WarmCache cache)
        {
            if (_caches.TryAdd(conversation, cache))
            {
                Interlocked.Increment(ref _count);
            }
            else
            {
                _caches[conversation] = cache;
            }
        }
    }
}
