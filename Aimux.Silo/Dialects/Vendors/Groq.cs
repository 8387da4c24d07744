using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Groq: strict with the fields of messages, and thoughts of earlier turns are for models that think.</summary>
internal static class Groq
{
    private static readonly ModelFamily Thinking = new("gpt-oss and Qwen 3", Thinks);
    private static readonly ModelFamily Others = new("others", model => !Thinks(model));

    public static VendorDialect Dialect { get; } =
        new("groq")
        {
            Chat = new BodyRules
            {
                Body = CommonRules.EffortsOfGptOss,
                Messages =
                [
                    // "property 'reasoning_content' is unsupported"
                    new RenameField("reasoning_content", "reasoning") { Models = Thinking },
                    new DropField("reasoning_content") { Models = Others },
                    // "reasoning is not supported with this model"
                    new DropField("reasoning") { Models = Others },
                    // OpenRouter's, which clients send along: refused too.
                    new DropField("reasoning_details"),
                ],
            },
        };

    private static bool Thinks(string model) =>
        model.Contains("gpt-oss", StringComparison.OrdinalIgnoreCase)
        || model.Contains("qwen3", StringComparison.OrdinalIgnoreCase)
        || model.Contains("qwen-3", StringComparison.OrdinalIgnoreCase);
}
