namespace Aimux.Dashboard.Playground;

/// <summary>A part of an answer, as it comes.</summary>
public abstract record PlaygroundPart
{
    private PlaygroundPart() { }

    /// <summary>The head of the answer is there.</summary>
    /// <param name="Provider">Who serves it.</param>
    /// <param name="UpstreamModel">As what.</param>
    /// <param name="Attempts">How many attempts it took.</param>
    /// <param name="Decision">The id of its decision.</param>
    /// <param name="Simulated">Whether it is made up on this machine.</param>
    public sealed record Began(string? Provider, string? UpstreamModel, int Attempts, string? Decision, bool Simulated)
        : PlaygroundPart;

    /// <summary>A piece of text.</summary>
    /// <param name="Value">The text.</param>
    /// <param name="IsThought">Whether it is the model's reasoning.</param>
    public sealed record Text(string Value, bool IsThought = false) : PlaygroundPart;

    /// <summary>It ended well.</summary>
    /// <param name="ToFirst">Time to the first piece of text; <c>null</c> if there was none.</param>
    /// <param name="Elapsed">Time to its end.</param>
    /// <param name="InputTokens">As the provider counted; <c>null</c> if it did not.</param>
    /// <param name="OutputTokens">As the provider counted.</param>
    /// <param name="CostUsd">What it cost, dollars; <c>null</c> where no price is known.</param>
    public sealed record Ended(
        TimeSpan? ToFirst,
        TimeSpan Elapsed,
        int? InputTokens,
        int? OutputTokens,
        double? CostUsd
    ) : PlaygroundPart;

    /// <summary>It failed, before or after its beginning.</summary>
    /// <param name="Status">The status that a caller would have got; <c>null</c> after the beginning.</param>
    /// <param name="Message">What went wrong.</param>
    public sealed record Failed(int? Status, string Message) : PlaygroundPart;
}
