using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Messages;

/// <summary>What an answer must know of a Messages request.</summary>
internal sealed record MessagesRequest
{
    public required ServedModel Model { get; init; }

    public required bool Stream { get; init; }

    public required int MostTokens { get; init; }

    /// <summary>All of the prompt, cached or not.</summary>
    public required int PromptTokens { get; init; }

    public required bool Thinks { get; init; }

    /// <summary>The tools to call; null if the answer is text.</summary>
    public required ToolCall[]? Calls { get; init; }

    /// <summary>The text of a structured answer; null for a plain one.</summary>
    public required string? Json { get; init; }
}
