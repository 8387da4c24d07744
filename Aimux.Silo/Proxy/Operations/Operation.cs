using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Operations;

/// <summary>Something that callers can have done by a model.</summary>
/// <param name="Name">Its name in telemetry.</param>
/// <param name="Path">Where it stands below the start of an API.</param>
/// <param name="Protocol">
/// The protocol of a conversation, which is translated where a provider speaks another; <c>null</c> for everything else,
/// which passes as it is.
/// </param>
/// <param name="Needs">What it needs of a provider, whatever the request holds.</param>
internal sealed record Operation(
    string Name,
    string Path,
    WireProtocol? Protocol = null,
    RequestNeeds Needs = RequestNeeds.None
)
{
    /// <summary>Whether a model writes tokens for it, beside those that it reads.</summary>
    public bool HasAnswer => Protocol is not null || this == Completions;

    public static Operation Chat { get; } = new("chat", "/chat/completions", WireProtocol.Chat);

    public static Operation Messages { get; } = new("chat", "/messages", WireProtocol.Messages);

    public static Operation Responses { get; } = new("chat", "/responses", WireProtocol.Responses);

    public static Operation Completions { get; } =
        new("text_completion", "/completions", Needs: RequestNeeds.OpenAiApi);

    public static Operation CountTokens { get; } =
        new("count_tokens", "/messages/count_tokens", Needs: RequestNeeds.MessagesApi);

    /// <summary>What only OpenAI's API knows. An embedding of one model is noise to another.</summary>
    public static IReadOnlyList<Operation> PassedThrough { get; } =
    [
        Completions,
        new("embeddings", "/embeddings", Needs: RequestNeeds.OpenAiApi | RequestNeeds.SameModel),
        OpenAi("moderation", "/moderations"),
        OpenAi("rerank", "/rerank"),
        OpenAi("image", "/images/generations"),
        OpenAi("image", "/images/edits"),
        OpenAi("image", "/images/variations"),
        OpenAi("speech", "/audio/speech"),
        OpenAi("transcription", "/audio/transcriptions"),
        OpenAi("transcription", "/audio/translations"),
    ];

    private static Operation OpenAi(string name, string path) => new(name, path, Needs: RequestNeeds.OpenAiApi);
}
