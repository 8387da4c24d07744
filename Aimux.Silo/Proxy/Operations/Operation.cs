using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Operations;

/// <summary>Something that callers can have done by a model. There is one object of each, compared by reference.</summary>
/// <param name="name">Its name in telemetry.</param>
/// <param name="path">Where it stands below the start of an API.</param>
/// <param name="protocol">
/// The protocol of a conversation, which is translated where a provider speaks another; <c>null</c> for everything else,
/// which passes as it is.
/// </param>
/// <param name="needs">What it needs of a provider, whatever the request holds.</param>
internal sealed class Operation(
    string name,
    string path,
    WireProtocol? protocol = null,
    RequestNeeds needs = RequestNeeds.None
)
{
    public string Name { get; } = name;

    public string Path { get; } = path;

    public WireProtocol? Protocol { get; } = protocol;

    public RequestNeeds Needs { get; } = needs;

    /// <summary>Whether a model writes tokens for it, beside those that it reads.</summary>
    public bool HasAnswer => Protocol is not null || this == Completions;

    public static Operation Chat { get; } = new("chat", "/chat/completions", WireProtocol.Chat);

    public static Operation Messages { get; } = new("chat", "/messages", WireProtocol.Messages);

    public static Operation Responses { get; } = new("chat", "/responses", WireProtocol.Responses);

    public static Operation Completions { get; } =
        new("text_completion", "/completions", needs: RequestNeeds.OpenAiApi);

    public static Operation CountTokens { get; } =
        new("count_tokens", "/messages/count_tokens", needs: RequestNeeds.MessagesApi);

    /// <summary>What only OpenAI's API knows. An embedding of one model is noise to another.</summary>
    public static IReadOnlyList<Operation> PassedThrough { get; } =
    [
        Completions,
        new("embeddings", "/embeddings", needs: RequestNeeds.OpenAiApi | RequestNeeds.SameModel),
        OpenAi("moderation", "/moderations"),
        OpenAi("rerank", "/rerank"),
        OpenAi("image", "/images/generations"),
        OpenAi("image", "/images/edits"),
        OpenAi("image", "/images/variations"),
        OpenAi("speech", "/audio/speech"),
        OpenAi("transcription", "/audio/transcriptions"),
        OpenAi("transcription", "/audio/translations"),
    ];

    private static Operation OpenAi(string name, string path) => new(name, path, needs: RequestNeeds.OpenAiApi);
}
