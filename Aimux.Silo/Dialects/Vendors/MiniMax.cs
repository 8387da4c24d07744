using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>
/// MiniMax: thinks in the text of its answers, between tags. <c>reasoning_split</c> would take the thoughts out, but into
/// a field of its own that hardly a client reads and that must then be sent back; between tags nothing is lost.
/// </summary>
internal static class MiniMax
{
    public static VendorDialect Dialect { get; } =
        new("minimax")
        {
            Chat = new BodyRules
            {
                Body =
                [
                    // Above 0 and at most 1: beyond that it answers 2013.
                    new ClampField("temperature", 0.01, 1),
                    new ClampField("top_p", 0.01, 1),
                ],
            },
            ThinksInText = true,
        };
}
