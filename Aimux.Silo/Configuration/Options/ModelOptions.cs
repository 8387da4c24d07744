using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration.Options;

/// <summary>One model route: a row.</summary>
internal sealed class ModelOptions
{
    [Setting(
        "The name that callers use. One `*` at its end stands for any rest.",
        Example = "claude-*",
        Required = true
    )]
    public string Name { get; set; } = "";

    [Setting(
        "Who serves it, as provider/model separated by blanks, each provider once. `provider/*` asks for what the caller named.",
        Example = "cerebras/gpt-oss-120b groq/openai/gpt-oss-120b",
        Required = true
    )]
    public string Candidates { get; set; } = "";

    [Setting(
        "How it chooses: fastest; ordered, the first that can serve; weighted, by chance; cheapest; or sticky, a conversation stays where it began."
    )]
    public RoutePolicy Policy { get; set; } = RoutePolicy.Fastest;

    [Setting(
        "For weighted: the candidates' shares, in their order, separated by blanks; by default all are equal.",
        Example = "3 1"
    )]
    public string? Weights { get; set; }

    [Setting(
        "For cheapest: the candidates' prices in dollars per million tokens, INPUT/OUTPUT, in their order, separated by blanks.",
        Example = "0.35/0.75 0.6/2.2"
    )]
    public string? Prices { get; set; }

    [Setting(
        "Whether a second provider is tried when the first one's first token is later than in 95 of 100 requests; at most for 5 % of requests."
    )]
    public bool Hedge { get; set; }
}
