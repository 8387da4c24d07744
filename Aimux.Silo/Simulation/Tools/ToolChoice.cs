namespace Aimux.Silo.Simulation.Tools;

/// <summary>Which of the offered tools an answer calls.</summary>
internal sealed record ToolChoice
{
    public required List<ToolOffer> Offers { get; init; }

    /// <summary>The last words of the user: the tools they name are called, else the first.</summary>
    public required string Asked { get; init; }

    /// <summary>The tool that must be called, if any.</summary>
    public string? Forced { get; init; }

    /// <summary>Whether one tool at most is called.</summary>
    public bool Alone { get; init; }

    /// <param name="prefix">What the calls' ids begin with.</param>
    public ToolCall[] Call(string prefix) =>
        [
            .. Choose()
                .Select(
                    (offer, index) => new ToolCall($"{prefix}_{index}", offer.Name, SchemaSample.Make(offer.Schema))
                ),
        ];

    private List<ToolOffer> Choose()
    {
        if (Forced is { } name)
        {
            return
            [
                Offers.Find(offer => offer.Name == name)
                    ?? throw new RequestRefusedException(
                        WireError.Invalid($"'tool_choice' names '{name}', which is not among the tools.", "tool_choice")
                    ),
            ];
        }

        var named = Offers.FindAll(offer => Asked.Contains(offer.Name, StringComparison.Ordinal));
        return named.Count == 0 ? [Offers[0]]
            : Alone ? [named[0]]
            : named;
    }
}
