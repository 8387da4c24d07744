using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>DeepSeek: wants the thoughts of earlier turns back wherever tools were called.</summary>
internal static class DeepSeek
{
    public static VendorDialect Dialect { get; } =
        new("deepseek")
        {
            Chat = new BodyRules
            {
                Body = [CommonRules.EarlierBound],
                Messages =
                [
                    CommonRules.DeveloperIsSystem,
                    CommonRules.ThoughtsAsReasoningContent,
                    // "The reasoning_content in the thinking mode must be passed back": a turn of another model's has
                    // none, and an empty one is taken.
                    new AddField("reasoning_content", "\"\"")
                    {
                        When = [FieldCondition.IsOneOf("role", "assistant"), FieldCondition.IsFilled("tool_calls")],
                    },
                ],
            },
        };
}
