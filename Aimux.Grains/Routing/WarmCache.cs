using System.Runtime.InteropServices;

namespace Aimux.Grains.Routing;

/// <summary>Where a conversation's prompt should be cached.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="QuotaGroup">The account there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WarmCache(string ProviderId, string QuotaGroup);
