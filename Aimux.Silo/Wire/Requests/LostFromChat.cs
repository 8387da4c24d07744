namespace Aimux.Silo.Wire.Requests;

/// <summary>What of a chat completions request cannot cross to Anthropic Messages; docs/protocols.md says why.</summary>
internal static class LostFromChat
{
    public const string Others = "*";
    public const string Choices = "n";
    public const string Seed = "seed";
    public const string Logprobs = "logprobs";
    public const string TopLogprobs = "top_logprobs";
    public const string LogitBias = "logit_bias";
    public const string FrequencyPenalty = "frequency_penalty";
    public const string PresencePenalty = "presence_penalty";
    public const string Store = "store";
    public const string Metadata = "metadata";
    public const string ServiceTier = "service_tier";
    public const string Verbosity = "verbosity";
    public const string Prediction = "prediction";
    public const string Modalities = "modalities";
    public const string Audio = "audio";
    public const string WebSearchOptions = "web_search_options";
    public const string PromptCacheKey = "prompt_cache_key";
    public const string PromptCacheRetention = "prompt_cache_retention";
    public const string Temperature = "temperature";
    public const string TopP = "top_p";
    public const string Stop = "stop";
    public const string Effort = "reasoning_effort";
    public const string Format = "response_format";
    public const string FormatDescription = "response_format.json_schema.description";
    public const string Role = "messages[].role";
    public const string Name = "messages[].name";
    public const string ReasoningContent = "messages[].reasoning_content";
    public const string Reasoning = "messages[].reasoning";
    public const string ReasoningDetails = "messages[].reasoning_details";
    public const string MessageAudio = "messages[].audio";
    public const string Annotations = "messages[].annotations";
    public const string MessageOthers = "messages[].*";
    public const string PartOthers = "messages[].content[].*";
    public const string ImageDetail = "messages[].content[].image_url.detail";
    public const string Arguments = "messages[].tool_calls[].function.arguments";
    public const string ToolType = "tools[].type";
    public const string ToolFormat = "tools[].custom.format";
    public const string ToolOthers = "tools[].*";
    public const string ToolChoice = "tool_choice";
    public const string AllowedTools = "tool_choice.allowed_tools";
}
