using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Dashboard.Live;

/// <summary>A key, live.</summary>
/// <param name="Definition">As the catalog in force has it.</param>
/// <param name="Snapshot">What its grain said last; <c>null</c> if nothing yet.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Quota">What its vendor told of its quota; <c>null</c> if it was not asked.</param>
/// <param name="Buckets">What is left of each limit of its group; <c>null</c> while nobody looks at it, and at first.</param>
public sealed record KeyView(
    KeyDefinition Definition,
    KeySnapshot? Snapshot,
    Standing Standing,
    QuotaReading? Quota,
    ImmutableArray<BucketSnapshot>? Buckets = null
)
{
    /// <summary>As logs and decisions call it: <c>provider/name</c>.</summary>
    public string Id => Definition.Id;

    /// <summary>Its name among its provider's keys.</summary>
    public string Name => Definition.Id[(Definition.Id.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
