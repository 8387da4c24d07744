using Aimux.Dashboard.Configuration;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Admin;

/// <summary>How a key stands.</summary>
/// <param name="Id">The key.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="QuotaGroup">With whom it shares limits; its own id if with nobody.</param>
/// <param name="State">What is in flight and what rests; <c>null</c> if that could not be found out.</param>
/// <param name="Row">What the configuration says of it; <c>null</c> if it comes from elsewhere.</param>
/// <param name="Quota">What its vendor told of its quota; <c>null</c> if it was not asked.</param>
internal sealed record KeyStatus(
    string Id,
    string Provider,
    string QuotaGroup,
    KeySnapshot? State,
    QuotaReading? Quota,
    KeyRow? Row = null
);
