using System.Collections.Concurrent;

namespace Aimux.Silo.Simulation;

/// <summary>Requests and tokens a minute, for each key on its own.</summary>
internal sealed class RateLimiter(int? requestsPerMinute, int? tokensPerMinute, TimeProvider time)
{
    private const int MostKeys = 10_000;

    private readonly ConcurrentDictionary<string, KeyBuckets> _keys = new(StringComparer.Ordinal);
    private readonly KeyBuckets _overflow = new(requestsPerMinute, tokensPerMinute);
    private readonly long _start = time.GetTimestamp();

    public int? RequestsPerMinute => requestsPerMinute;

    public int? TokensPerMinute => tokensPerMinute;

    /// <summary>Takes one request of so many tokens from the key's buckets, or nothing if either refuses.</summary>
    public RateLimitVerdict? Admit(ReadOnlySpan<char> key, long tokens)
    {
        if (requestsPerMinute is null && tokensPerMinute is null)
        {
            return null;
        }

        var buckets = Find(key);
        lock (buckets)
        {
            return buckets.Admit(time.GetElapsedTime(_start).Ticks, tokens);
        }
    }

    private KeyBuckets Find(ReadOnlySpan<char> key)
    {
        if (_keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var found))
        {
            return found;
        }

        return _keys.Count >= MostKeys
            ? _overflow
            : _keys.GetOrAdd(key.ToString(), _ => new KeyBuckets(requestsPerMinute, tokensPerMinute));
    }
}
