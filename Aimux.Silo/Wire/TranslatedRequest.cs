using System.Collections.Immutable;

namespace Aimux.Silo.Wire;

/// <summary>A request in another protocol than its caller's.</summary>
/// <param name="Json">The whole body.</param>
/// <param name="Dropped">
/// What the other protocol cannot hold, as short field paths without the caller's data, such as <c>top_k</c> or
/// <c>messages[].thinking.signature</c>; each once, in the order in which they were met.
/// </param>
internal sealed record TranslatedRequest(byte[] Json, ImmutableArray<string> Dropped);
