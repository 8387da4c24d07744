using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>OpenAI itself, whose own models have moved on from what its protocol began with.</summary>
internal static class OpenAi
{
    private static readonly ModelFamily Reasoning = new("o1, o3, o4, GPT-5 and later", Reasons);

    public static VendorDialect Dialect { get; } =
        new("openai")
        {
            Chat = new BodyRules
            {
                // "Unsupported parameter: 'max_tokens' is not supported with this model."
                Body = [new RenameField("max_tokens", "max_completion_tokens") { Models = Reasoning }],
                // "Unknown parameter: 'messages[1].reasoning_content'."
                Messages = [new DropField("reasoning_content")],
            },
        };

    private static bool Reasons(string model) =>
        model.Length > 1 && model[0] == 'o' && char.IsAsciiDigit(model[1])
        || model.StartsWith("gpt-", StringComparison.Ordinal) && ModelVersion.After(model, "gpt-") >= 500;
}
