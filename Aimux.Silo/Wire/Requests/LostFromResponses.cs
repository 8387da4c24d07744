namespace Aimux.Silo.Wire.Requests;

/// <summary>What of an OpenAI Responses request cannot cross to chat completions; docs/protocols.md says why.</summary>
internal static class LostFromResponses
{
    public const string Others = "*";
    public const string Store = "store";
    public const string Include = "include";
    public const string Truncation = "truncation";
    public const string Metadata = "metadata";
    public const string MaxToolCalls = "max_tool_calls";
    public const string TopLogprobs = "top_logprobs";
    public const string ContextManagement = "context_management";
    public const string ReasoningSummary = "reasoning.summary";
    public const string ReasoningGenerateSummary = "reasoning.generate_summary";
    public const string ReasoningOthers = "reasoning.*";
    public const string TextOthers = "text.*";
    public const string ItemOthers = "input[].*";
    public const string PartOthers = "input[].content[].*";
    public const string Annotations = "input[].content[].annotations";
    public const string Logprobs = "input[].content[].logprobs";
    public const string EncryptedContent = "input[].reasoning.encrypted_content";
    public const string ServerToolCall = "input[].server_tool_call";
    public const string ToolType = "tools[].type";
    public const string ToolFormat = "tools[].format";
    public const string NamespaceDescription = "tools[].description";
    public const string DeferLoading = "tools[].defer_loading";
    public const string ToolOthers = "tools[].*";
    public const string ToolChoice = "tool_choice";
    public const string AllowedTools = "tool_choice.tools";
}
