using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Silo.Proxy.Operations;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>A request as one provider gets it.</summary>
/// <param name="Target">Where to, and in which protocol.</param>
/// <param name="Payload">The body.</param>
/// <param name="Dropped">What of the caller's request the protocol cannot hold, as field paths.</param>
/// <param name="Changed">What the provider's vendor wants said otherwise, as field paths.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PreparedRequest(
    UpstreamTarget Target,
    Payload Payload,
    ImmutableArray<string> Dropped,
    ImmutableArray<string> Changed
);
