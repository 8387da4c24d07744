using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Proxy.Quotas;

/// <summary>The latest reading of each key's quota.</summary>
internal sealed class QuotaBoard : IQuotaView
{
    private readonly ConcurrentDictionary<string, QuotaReading> _readings = new(StringComparer.Ordinal);

    public QuotaReading? Find(string keyId) => _readings.GetValueOrDefault(keyId);

    /// <summary>Takes a reading in. One that failed leaves the figures of the last good one, with their time.</summary>
    public void Set(string keyId, QuotaReading reading) =>
        _readings.AddOrUpdate(
            keyId,
            static (_, latest) => latest,
            static (_, earlier, latest) =>
                latest.Problem is null || earlier.Windows.IsEmpty ? latest : earlier with { Problem = latest.Problem },
            reading
        );

    public void Forget(string keyId) => _readings.TryRemove(keyId, out _);

    /// <summary>Forgets all but these keys.</summary>
    public void Keep(IReadOnlySet<string> keyIds)
    {
        foreach (var gone in _readings.Keys.Where(id => !keyIds.Contains(id)))
        {
            _readings.TryRemove(gone, out _);
        }
    }
}
