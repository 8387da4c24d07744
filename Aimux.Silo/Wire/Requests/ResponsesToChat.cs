using Aimux.Silo.Wire.Requests.FromResponses;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests;

/// <summary>An OpenAI Responses request as one of chat completions.</summary>
internal static class ResponsesToChat
{
    private static readonly FieldSet Fields = new(
        LostFromResponses.Others,
        [
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "text",
            "reasoning",
            "max_output_tokens",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "service_tier",
            "stream",
            "stream_options",
            "truncation",
            "previous_response_id",
            "background",
            "conversation",
            "prompt",
        ],
        LostFromResponses.Store,
        LostFromResponses.Include,
        LostFromResponses.Metadata,
        LostFromResponses.MaxToolCalls,
        LostFromResponses.TopLogprobs,
        LostFromResponses.ContextManagement
    );

    /// <exception cref="UntranslatableException">It is malformed, or asks for what no chat provider has.</exception>
    public static TranslatedRequest Translate(ReadOnlyMemory<byte> body) => Draft.Translate(body, Write);

    private static void Write(Node request, Draft draft)
    {
        StoredState.Refuse(request);
        Fields.Note(request, draft.Losses);
        if (request.Field("truncation") is { } truncation && !truncation.Is("disabled"))
        {
            draft.Losses.Note(LostFromResponses.Truncation);
        }

        draft.Copy("model", request.NeedText("model"));
        ResponsesInput.Write(request, draft);
        draft.Copy("max_tokens", request.Field("max_output_tokens")?.Number());
        draft.Copy("temperature", request.Field("temperature")?.Number());
        draft.Copy("top_p", request.Field("top_p")?.Number());
        ChatStream.Write(request.Flag("stream"), draft);
        ResponsesTools.Write(request, draft);
        ResponsesOutput.Write(request, draft);
        draft.Copy("user", request.Field("user")?.Text());
        draft.Copy("safety_identifier", request.Field("safety_identifier")?.Text());
        draft.Copy("prompt_cache_key", request.Field("prompt_cache_key")?.Text());
        draft.Copy("prompt_cache_retention", request.Field("prompt_cache_retention")?.Text());
        draft.Copy("service_tier", request.Field("service_tier")?.Text());
    }
}
