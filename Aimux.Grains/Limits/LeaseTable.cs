namespace Aimux.Grains.Limits;

/// <summary>
/// The leases that the keys of a group have given out. A lease that nobody reports is taken back when it expires. Ids
/// count up, so of two leases the one with the greater id is the later.
/// </summary>
/// <param name="firstId">Differs between activations, so that a lease of an earlier one is not mistaken for one of this.</param>
/// <param name="lifetime">How long a lease lives; the same for all, so they expire in the order of their grant.</param>
internal sealed class LeaseTable(long firstId, TimeSpan lifetime)
{
    // One lease that lives long must not keep all that came after it.
    private const int MostReturned = 1_024;

    private readonly Dictionary<long, Entry> _out = [];
    private readonly Queue<(long Id, DateTimeOffset ExpiresAt)> _byExpiry = new();
    private long _nextId = firstId;
    private double _reserved;

    public int Count => _out.Count;

    /// <summary>The id of the latest lease; one less than the first id if there was none.</summary>
    public long LatestId => _nextId - 1;

    /// <summary>Tokens reserved by all leases ever granted.</summary>
    public double Reserved => _reserved;

    public (long Id, DateTimeOffset ExpiresAt) Grant(KeyState key, int reservedTokens, DateTimeOffset now)
    {
        var id = _nextId++;
        var expiresAt = now + lifetime;
        _reserved += reservedTokens;
        _out.Add(id, new Entry(key, reservedTokens, _reserved));
        _byExpiry.Enqueue((id, expiresAt));
        key.InFlight++;
        return (id, expiresAt);
    }

    /// <summary>Takes a lease back.</summary>
    /// <returns>False if it is unknown, was given back already, or has expired.</returns>
    public bool TryRelease(long id, out Entry lease)
    {
        if (!_out.Remove(id, out lease))
        {
            return false;
        }

        lease.Key.InFlight--;
        return true;
    }

    /// <summary>Takes back what has expired.</summary>
    /// <returns>How many leases were lost.</returns>
    public int Expire(DateTimeOffset now)
    {
        var lost = 0;
        while (_byExpiry.TryPeek(out var oldest) && (oldest.ExpiresAt <= now || !_out.ContainsKey(oldest.Id)))
        {
            _byExpiry.Dequeue();
            lost += TryRelease(oldest.Id, out _) ? 1 : 0;
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

    /// <param name="Key">The key that granted it.</param>
    /// <param name="ReservedTokens">Tokens taken from the bucket when the lease was granted.</param>
    /// <param name="ReservedUpTo">Tokens reserved by this lease and all before it.</param>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    internal readonly record struct Entry(KeyState Key, int ReservedTokens, double ReservedUpTo);
}
