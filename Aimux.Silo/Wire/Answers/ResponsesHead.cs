namespace Aimux.Silo.Wire.Answers;

/// <summary>What a Responses object says of its request. JSON as it stood there; absent where the caller said nothing.</summary>
internal sealed record ResponsesHead
{
    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Tokens of the prompt, for a provider that does not count them.</summary>
    public int InputEstimate { get; init; }

    /// <summary>What makes ids unique; must be so itself.</summary>
    public required string OwnId { get; init; }

    /// <summary>The model's name, for a provider that does not say it.</summary>
    public string Model { get; init; } = "";

    public ReadOnlyMemory<byte> Instructions { get; init; }

    public ReadOnlyMemory<byte> MaxOutputTokens { get; init; }

    public ReadOnlyMemory<byte> Metadata { get; init; }

    public ReadOnlyMemory<byte> ParallelToolCalls { get; init; }

    public ReadOnlyMemory<byte> Reasoning { get; init; }

    public ReadOnlyMemory<byte> Temperature { get; init; }

    public ReadOnlyMemory<byte> Text { get; init; }

    public ReadOnlyMemory<byte> ToolChoice { get; init; }

    public ReadOnlyMemory<byte> Tools { get; init; }

    public ReadOnlyMemory<byte> TopP { get; init; }

    /// <summary>The tools that the caller knows otherwise than the model does.</summary>
    public CallerTools CallerTools { get; init; } = CallerTools.None;
}
