using System.Diagnostics.CodeAnalysis;

namespace Aimux.Grains.Limits;

/// <summary>The leases that a key has given out. A lease that nobody reports is taken back when it expires.</summary>
/// <param name="firstId">Differs between activations, so that a lease of an earlier one is not mistaken for one of this.</param>
/// <param name="lifetime">How long a lease lives; the same for all, so they expire in the order of their grant.</param>
internal sealed class LeaseTable(long firstId, TimeSpan lifetime)
{
    private readonly Dictionary<long, Entry> _out = [];
    private readonly Queue<(long Id, DateTimeOffset ExpiresAt)> _byExpiry = new();
    private long _nextId = firstId;

    public int Count => _out.Count;

    public (long Id, DateTimeOffset ExpiresAt) Grant(int reservedTokens, DateTimeOffset now)
    {
        var id = _nextId++;
        var expiresAt = now + lifetime;
        _out.Add(id, new Entry(reservedTokens));
        _byExpiry.Enqueue((id, expiresAt));
        return (id, expiresAt);
    }

    /// <summary>Takes a lease back.</summary>
    /// <returns>False if it is unknown, was given back already, or has expired.</returns>
    public bool TryRelease(long id, [NotNullWhen(true)] out Entry? lease) => _out.Remove(id, out lease);

    /// <summary>Takes back what has expired.</summary>
    /// <returns>How many leases were lost.</returns>
    public int Expire(DateTimeOffset now)
    {
        var lost = 0;
        while (_byExpiry.TryPeek(out var oldest) && (oldest.ExpiresAt <= now || !_out.ContainsKey(oldest.Id)))
        {
            _byExpiry.Dequeue();
            lost += _out.Remove(oldest.Id) ? 1 : 0;
        }

        return lost;
    }

    /// <param name="ReservedTokens">Tokens taken from the bucket when the lease was granted.</param>
    internal sealed record Entry(int ReservedTokens);
}
