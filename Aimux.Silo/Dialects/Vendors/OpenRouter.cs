using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>OpenRouter, which translates for the vendors behind it.</summary>
internal static class OpenRouter
{
    public static VendorDialect Dialect { get; } =
        new("openrouter")
        {
            // Under its own name thoughts of earlier turns reach the model; under another they are lost.
            Chat = new BodyRules { Messages = [CommonRules.ThoughtsAsReasoning] },
        };
}
