using Aimux.Silo.Wire.Requests.FromChat;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests;

/// <summary>An OpenAI chat completions request as one of Anthropic Messages.</summary>
internal static class ChatToMessages
{
    // Messages require a bound. More than most answers need, and no model of today refuses it; thoughts count too, and
    // the models that have them allow more.
    private const int DefaultMaxTokens = 8_192;
    private const int DefaultMaxTokensWithThoughts = 32_000;

    private static readonly FieldSet Fields = new(
        LostFromChat.Others,
        [
            "model",
            "messages",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "stop",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning_effort",
            "response_format",
            "user",
            "safety_identifier",
            "n",
            "seed",
            "modalities",
            "functions",
            "function_call",
        ],
        LostFromChat.Logprobs,
        LostFromChat.TopLogprobs,
        LostFromChat.LogitBias,
        LostFromChat.FrequencyPenalty,
        LostFromChat.PresencePenalty,
        LostFromChat.Store,
        LostFromChat.Metadata,
        LostFromChat.ServiceTier,
        LostFromChat.Verbosity,
        LostFromChat.Prediction,
        LostFromChat.Audio,
        LostFromChat.WebSearchOptions,
        LostFromChat.PromptCacheKey,
        LostFromChat.PromptCacheRetention
    );

    /// <exception cref="UntranslatableException">It is malformed, or asks for what no provider of Messages has.</exception>
    public static TranslatedRequest Translate(ReadOnlyMemory<byte> body) => Draft.Translate(body, Write);

    private static void Write(Node request, Draft draft)
    {
        Fields.Note(request, draft.Losses);
        NoteValues(request, draft.Losses);
        draft.Copy("model", request.NeedText("model"));
        WriteMaxTokens(request, draft);
        ChatHistory.Write(request, draft);
        ChatSampling.Write(request, draft);
        ChatStop.Write(request, draft);
        if (request.Flag("stream"))
        {
            draft.Json.WriteBoolean("stream"u8, value: true);
        }

        ChatTools.Write(request, draft);
        ChatOutput.Write(request, draft);
        if ((request.Field("user") ?? request.Field("safety_identifier"))?.Text() is { } user)
        {
            draft.Json.WriteStartObject("metadata"u8);
            draft.Copy("user_id", user);
            draft.Json.WriteEndObject();
        }
    }

    private static void WriteMaxTokens(Node request, Draft draft)
    {
        if ((request.Field("max_completion_tokens") ?? request.Field("max_tokens"))?.Number() is { } tokens)
        {
            draft.Copy("max_tokens", tokens);
        }
        else
        {
            draft.Json.WriteNumber(
                "max_tokens"u8,
                ChatOutput.Thinks(request) ? DefaultMaxTokensWithThoughts : DefaultMaxTokens
            );
        }
    }

    // Fields of which some values ask for nothing.
    private static void NoteValues(Node request, Losses losses)
    {
        if (request.Field("functions") is { } functions && !functions.AsksNothing())
        {
            throw functions.Wrong("tools instead", "Functions were replaced by tools, whose calls have ids.");
        }

        if (request.Field("n") is { } choices && choices.Value() > 1)
        {
            losses.Note(LostFromChat.Choices);
        }

        if (request.Field("seed") is not null)
        {
            losses.Note(LostFromChat.Seed);
        }

        if (request.Field("modalities") is { } modalities && modalities.Items().Any(kind => !kind.Is("text")))
        {
            losses.Note(LostFromChat.Modalities);
        }
    }
}
