using System.Collections.Concurrent;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Which provider keeps which Responses object, and for which account: what refers to one by its id means something there
/// alone. Of this process, bounded; what is forgotten is asked of whoever is fastest, as if nothing were known. Safe to
/// use from several threads.
/// </summary>
internal sealed class StoredResponses
{
    private const int Most = 50_000;

    private volatile ConcurrentDictionary<ulong, Home> _young = new();
    private volatile ConcurrentDictionary<ulong, Home> _old = new();

    /// <param name="id">A hash of the object's id; 0 is ignored.</param>
    /// <param name="provider">Who keeps it.</param>
    /// <param name="quotaGroup">For which account.</param>
    public void Remember(ulong id, string provider, string quotaGroup)
    {
        if (id == 0)
        {
            return;
        }

        if (_young.Count >= Most)
        {
            (_old, _young) = (_young, new ConcurrentDictionary<ulong, Home>());
        }

        _young[id] = new Home(provider, quotaGroup);
    }

    public Home? Find(ulong id) =>
        id == 0 ? null
        : _young.TryGetValue(id, out var home) || _old.TryGetValue(id, out home) ? home
        : null;

    /// <param name="Provider">The provider's id.</param>
    /// <param name="QuotaGroup">The account.</param>
    internal sealed record Home(string Provider, string QuotaGroup);
}
