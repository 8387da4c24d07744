using System.Collections.Immutable;
using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.Interfaces.Limits;

/// <summary>
/// Owns the limits and leases of one quota group and of its keys, mostly a single one; its word on them is final. Its
/// key is the quota group's name, which for a key without a group is the key's id.
/// </summary>
[Alias("aimux.IQuotaGroupGrain")]
public interface IQuotaGroupGrain : IGrainWithStringKey
{
    /// <summary>Its keys as they stand now.</summary>
    [Alias("GetSnapshots")]
    ValueTask<ImmutableArray<KeySnapshot>> GetSnapshots();

    /// <summary>Asks to carry one attempt.</summary>
    [Alias("TryAcquire")]
    ValueTask<AcquireResult> TryAcquire(LeaseRequest request);

    /// <summary>Gives a lease back and takes in how the attempt ended. A lease that is unknown or expired changes no count.</summary>
    /// <returns>Until when the key, or this model of it, rests now; <c>null</c> if it does not.</returns>
    [Alias("Report")]
    ValueTask<DateTimeOffset?> Report(KeyReport report);

    /// <summary>What the attempts under one of its keys came to; without times.</summary>
    /// <exception cref="KeyNotFoundException">The catalog has no such key in this group.</exception>
    /// <exception cref="ArgumentException">The query is out of range.</exception>
    [Alias("GetHistory")]
    ValueTask<HistorySeries> GetHistory(string keyId, HistoryQuery query);

    /// <summary>What is left of each limit that the group's keys share.</summary>
    [Alias("GetBuckets")]
    ValueTask<ImmutableArray<BucketSnapshot>> GetBuckets();

    /// <summary>Takes a key out of service until <see cref="Enable"/>.</summary>
    [Alias("Disable")]
    ValueTask Disable(string keyId);

    /// <summary>Puts a key back into service and ends any rest.</summary>
    [Alias("Enable")]
    ValueTask Enable(string keyId);

    /// <summary>Ends any rest: the key has another secret, and what was said of the old one counts no longer.</summary>
    [Alias("Renew")]
    ValueTask Renew(string keyId);
}
