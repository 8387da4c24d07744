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
}
