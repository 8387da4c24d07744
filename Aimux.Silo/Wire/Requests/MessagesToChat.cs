using Aimux.Silo.Wire.Requests.FromMessages;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests;

/// <summary>An Anthropic Messages request as one of OpenAI chat completions.</summary>
internal static class MessagesToChat
{
    private static readonly FieldSet Fields = new(
        LostFromMessages.Others,
        [
            "model",
            "messages",
            "system",
            "max_tokens",
            "metadata",
            "stop_sequences",
            "stream",
            "temperature",
            "top_p",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "output_format",
        ],
        LostFromMessages.TopK,
        LostFromMessages.ServiceTier,
        LostFromMessages.Container,
        LostFromMessages.ContextManagement,
        LostFromMessages.McpServers,
        LostFromMessages.InferenceGeo,
        LostFromMessages.CacheControl
    );

    private static readonly FieldSet MetadataFields = new(LostFromMessages.MetadataOthers, ["user_id"]);

    /// <exception cref="UntranslatableException">It is malformed, or asks for what no chat provider has.</exception>
    public static TranslatedRequest Translate(ReadOnlyMemory<byte> body) => Draft.Translate(body, Write);

    private static void Write(Node request, Draft draft)
    {
        Fields.Note(request, draft.Losses);
        draft.Copy("model", request.NeedText("model"));
        MessagesHistory.Write(request, draft);
        draft.Copy("max_tokens", request.Field("max_tokens")?.Number());
        draft.Copy("temperature", request.Field("temperature")?.Number());
        draft.Copy("top_p", request.Field("top_p")?.Number());
        StopSequences.Write(request, draft);
        ChatStream.Write(request.Flag("stream"), draft);
        MessagesTools.Write(request, draft);
        MessagesEffort.Write(request, draft);
        MessagesFormat.Write(request, draft);
        WriteUser(request, draft);
    }

    private static void WriteUser(Node request, Draft draft)
    {
        if (request.Field("metadata")?.Object() is { } metadata)
        {
            MetadataFields.Note(metadata, draft.Losses);
            draft.Copy("user", metadata.Field("user_id")?.Text());
        }
    }
}
