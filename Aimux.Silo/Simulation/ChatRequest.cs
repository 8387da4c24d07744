namespace Aimux.Silo.Simulation;

/// <summary>What an answer must know of a chat request.</summary>
internal sealed record ChatRequest
{
    public required ServedModel Model { get; init; }

    public required bool Stream { get; init; }

    public required bool IncludeUsage { get; init; }

    /// <summary>The most tokens the client lets the answer have.</summary>
    public required int MostTokens { get; init; }

    /// <summary>About four bytes a token.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Asks for tools, structured output or several choices: needs its body as a tree.</summary>
    public required bool Rich { get; init; }
}
