using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Rules that several vendors share.</summary>
internal static class CommonRules
{
    /// <summary>The nearest efforts that gpt-oss has: it was trained for low, medium and high.</summary>
    public static BodyRule[] EffortsOfGptOss { get; } =
    [
        GptOssEffort("max", "high"),
        GptOssEffort("xhigh", "high"),
        GptOssEffort("minimal", "low"),
        GptOssEffort("none", "low"),
    ];

    /// <summary>OpenAI's later word for who sets a conversation up; most others know only the earlier one.</summary>
    public static BodyRule DeveloperIsSystem { get; } = new ExchangeText("role", "developer", "system");

    /// <summary>OpenAI's later name of the bound of an answer; some know only the earlier one and ignore this.</summary>
    public static BodyRule EarlierBound { get; } = new RenameField("max_completion_tokens", "max_tokens");

    /// <summary>Thoughts of earlier turns, where their field is named as OpenRouter named it.</summary>
    public static BodyRule ThoughtsAsReasoning { get; } = new RenameField("reasoning_content", "reasoning");

    /// <summary>Thoughts of earlier turns, where their field is named as DeepSeek named it.</summary>
    public static BodyRule ThoughtsAsReasoningContent { get; } = new RenameField("reasoning", "reasoning_content");

    private static ExchangeText GptOssEffort(string from, string to) =>
        new("reasoning_effort", from, to)
        {
            Models = new ModelFamily("gpt-oss", model => model.Contains("gpt-oss", StringComparison.OrdinalIgnoreCase)),
        };
}
