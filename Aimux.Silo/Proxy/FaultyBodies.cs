using System.Collections.Concurrent;
using System.IO.Hashing;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Bodies that failed in the same way under two keys: the fault is theirs, and when their callers send them again no
/// provider is blamed for it. Kept for minutes, by hash. Safe to use from several threads.
/// </summary>
internal sealed class FaultyBodies(TimeProvider time)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ulong, DateTimeOffset> _until = new();

    public void Add(ReadOnlySpan<byte> body)
    {
        if (_until.Count >= Most)
        {
            _until.Clear();
        }

        _until[XxHash3.HashToUInt64(body)] = time.GetUtcNow() + Life;
    }

    public bool Contains(ReadOnlySpan<byte> body) =>
        !_until.IsEmpty && _until.TryGetValue(XxHash3.HashToUInt64(body), out var until) && until > time.GetUtcNow();
}
