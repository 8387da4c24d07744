namespace Aimux.Silo.Wire.Requests;

/// <summary>What of an Anthropic Messages request cannot cross to chat completions; docs/protocols.md says why.</summary>
internal static class LostFromMessages
{
    public const string Others = "*";
    public const string TopK = "top_k";
    public const string ServiceTier = "service_tier";
    public const string Container = "container";
    public const string ContextManagement = "context_management";
    public const string McpServers = "mcp_servers";
    public const string InferenceGeo = "inference_geo";
    public const string CacheControl = "cache_control";
    public const string StopSequences = "stop_sequences";
    public const string Thinking = "thinking";
    public const string ThinkingDisplay = "thinking.display";
    public const string TaskBudget = "output_config.task_budget";
    public const string OutputConfigOthers = "output_config.*";
    public const string MetadataOthers = "metadata.*";
    public const string SystemCacheControl = "system[].cache_control";
    public const string SystemCitations = "system[].citations";
    public const string SystemOthers = "system[].*";
    public const string MessageOthers = "messages[].*";
    public const string BlockCacheControl = "messages[].content[].cache_control";
    public const string BlockCitations = "messages[].content[].citations";
    public const string BlockCaller = "messages[].content[].caller";
    public const string BlockOthers = "messages[].content[].*";
    public const string Signature = "messages[].thinking.signature";
    public const string RedactedThinking = "messages[].redacted_thinking";
    public const string ServerToolUse = "messages[].server_tool_use";
    public const string ToolReference = "messages[].tool_result.tool_reference";
    public const string ServerTools = "tools[].type";
    public const string ToolCacheControl = "tools[].cache_control";
    public const string DeferLoading = "tools[].defer_loading";
    public const string InputExamples = "tools[].input_examples";
    public const string AllowedCallers = "tools[].allowed_callers";
    public const string EagerInputStreaming = "tools[].eager_input_streaming";
    public const string ToolOthers = "tools[].*";
    public const string ToolChoice = "tool_choice";
    public const string ToolChoiceOthers = "tool_choice.*";
}
