using System.Diagnostics.CodeAnalysis;

namespace Aimux.Grains.Limits;

/// <summary>The leases that a key has given out. A lease that nobody reports is taken back when it expires.</summary>
/// <param name="firstId">Differs between activations, so that a lease of an earlier one is not mistaken for one of this.</param>
/// <param name="lifetime">How long a lease lives; the same for all, so they expire in the order of their grant.</param>
internal sealed class LeaseTable(long firstId, TimeSpan lifetime)
{
    // One lease that lives long must not keep all that came after it.
    private const int MostReturned = 1_024;

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

        if (_byExpiry.Count > 2 * _out.Count + MostReturned)
        {
            Compact();
        }

        return lost;
    }

    /// <summary>Drops what was given back behind a lease that is still out.</summary>
    private void Compact()
    {
        for (var left = _byExpiry.Count; left > 0; left--)
        {
            var lease = _byExpiry.Dequeue();
            if (_out.ContainsKey(lease.Id))
            {
                _byExpiry.Enqueue(lease);
            }
        }
    }

    /// <param name="ReservedTokens">Tokens taken from the bucket when the lease was granted.</param>
    internal sealed record Entry(int ReservedTokens);
}
