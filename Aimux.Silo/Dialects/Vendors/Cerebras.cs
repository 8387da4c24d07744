using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>
/// Cerebras: a field that it does not know is a 400. What it knows differs from model to model and has grown, so only
/// what was seen to fail is taken away here; the rest is learned from its answers.
/// </summary>
internal static class Cerebras
{
    private static readonly ModelFamily Glm = new(
        "GLM",
        model => model.Contains("glm", StringComparison.OrdinalIgnoreCase)
    );

    public static VendorDialect Dialect { get; } =
        new("cerebras")
        {
            Chat = new BodyRules
            {
                Body =
                [
                    // Each of these is refused by name: "property 'body.store' is unsupported".
                    new DropField("reasoning"),
                    new DropField("enable_thinking"),
                    new DropField("thinking"),
                    new DropField("prompt_cache_key"),
                    new DropField("verbosity"),
                    new DropField("store"),
                    new DropField("metadata"),
                    // Its own name of the bound, by which it charges a request against the limits.
                    new RenameField("max_tokens", "max_completion_tokens"),
                    .. CommonRules.EffortsOfGptOss,
                    // Its GLM can only be told not to think.
                    new DropField("reasoning_effort")
                    {
                        Models = Glm,
                        When = [FieldCondition.IsNot("reasoning_effort", "none")],
                    },
                ],
                Messages =
                [
                    // The first turn works without it, the second is refused.
                    CommonRules.ThoughtsAsReasoning,
                    // Refused like any field that it does not know.
                    new DropField("reasoning_details"),
                ],
            },
        };
}
