using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration.Options;

/// <summary>One provider: a row. What a row leaves out, its preset supplies.</summary>
internal sealed class ProviderOptions
{
    [Setting(
        "Your name of it: lower-case letters, digits and dashes. The name of a preset means that preset.",
        Example = "cerebras",
        Required = true
    )]
    public string Id { get; set; } = "";

    [Setting(
        "The preset that supplies what this row leaves out; by default the one named like the row.",
        Example = "zai-coding"
    )]
    public string? Preset { get; set; }

    [Setting("Where its API starts; by default its preset's.", Example = "https://api.example.com/v1")]
    public string? BaseUrl { get; set; }

    [Setting(
        "What its API speaks at base_url: openai, which is chat completions, or anthropic, which is Messages; by default its preset's, else openai.",
        Example = "openai"
    )]
    public Dialect? Dialect { get; set; }

    [Setting(
        "Where its API speaks Anthropic Messages beside chat completions; by default its preset's, as long as base_url is too.",
        Example = "https://api.example.com/anthropic/v1"
    )]
    public string? MessagesUrl { get; set; }

    [Setting(
        "Whether it speaks OpenAI Responses beside chat completions; by default its preset's, as long as base_url is too."
    )]
    public bool? Responses { get; set; }

    [Setting(
        "Its own names of the models that it serves, separated by blanks; by default it is asked.",
        Example = "gpt-oss-120b qwen-3.8-27b"
    )]
    public string? Models { get; set; }

    [Setting("Whether it serves.")]
    public bool Enabled { get; set; } = true;

    [Setting("As server.connect_timeout, for this provider.", Range = "100ms..1m")]
    public TimeSpan? ConnectTimeout { get; set; }

    [Setting("As server.first_event_timeout, for this provider.", Range = "100ms..1h")]
    public TimeSpan? FirstEventTimeout { get; set; }

    [Setting("As server.answer_timeout, for this provider.", Range = "100ms..1h")]
    public TimeSpan? AnswerTimeout { get; set; }

    [Setting("As server.idle_timeout, for this provider.", Range = "100ms..1h")]
    public TimeSpan? IdleTimeout { get; set; }
}
