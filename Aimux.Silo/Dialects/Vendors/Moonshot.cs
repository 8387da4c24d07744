using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>
/// Moonshot: the later Kimi models choose how they sample by themselves. <c>max_completion_tokens</c> is its own name too.
/// </summary>
internal static class Moonshot
{
    private static readonly ModelFamily Fixed = new("Kimi K2.5 and later", IsFixed);
    private static readonly ModelFamily Others = new("others", model => !IsFixed(model));

    public static VendorDialect Dialect { get; } =
        new("moonshot", "moonshot-china")
        {
            Chat = new BodyRules
            {
                Body =
                [
                    // "invalid temperature: only 1 is allowed for this model", and so for the others.
                    new DropField("temperature") { Models = Fixed },
                    new DropField("top_p") { Models = Fixed },
                    new DropField("presence_penalty") { Models = Fixed },
                    new DropField("frequency_penalty") { Models = Fixed },
                    // Half of OpenAI's range.
                    new ClampField("temperature", 0, 1) { Models = Others },
                ],
                Messages =
                [
                    // "unsupported role ROLE_UNSPECIFIED"
                    CommonRules.DeveloperIsSystem,
                    // Kimi wants its thoughts back, under its own name for them.
                    CommonRules.ThoughtsAsReasoningContent,
                ],
            },
        };

    // kimi-k2.6, kimi-k3.1-pro; on the coding plan k3-256k and kimi-for-coding.
    private static bool IsFixed(string model) =>
        ModelVersion.After(model, "kimi-k") >= 205
        || model.StartsWith("kimi-for-coding", StringComparison.OrdinalIgnoreCase)
        || model.StartsWith('k') && ModelVersion.After(model, "k") >= 205;
}
