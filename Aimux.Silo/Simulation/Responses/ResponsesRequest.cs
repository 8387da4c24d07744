using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>What an answer must know of a Responses request.</summary>
internal sealed record ResponsesRequest
{
    public required ServedModel Model { get; init; }

    public required bool Stream { get; init; }

    public required int MostTokens { get; init; }

    public required int PromptTokens { get; init; }

    public required bool Thinks { get; init; }

    /// <summary>The tools to call; null if the answer is text.</summary>
    public required ToolCall[]? Calls { get; init; }

    /// <summary>The text of a structured answer; null for a plain one.</summary>
    public required string? Json { get; init; }

    /// <summary>The members of the request that its answer repeats, with a comma before each.</summary>
    public required byte[] Echo { get; init; }
}
