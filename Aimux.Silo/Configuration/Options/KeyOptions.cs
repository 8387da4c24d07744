namespace Aimux.Silo.Configuration.Options;

/// <summary>One API key of a provider: a row.</summary>
internal sealed class KeyOptions
{
    [Setting(
        "Your name of it, unique among its provider's keys: letters, digits, dashes, dots. Logs show it.",
        Example = "main",
        Required = true
    )]
    public string Id { get; set; } = "";

    [Setting("The provider that accepts it: the id of one of `providers`.", Example = "cerebras", Required = true)]
    public string Provider { get; set; } = "";

    [Setting(
        "The key itself: env:NAME, file:/path (a bare file:name is one of systemd's credentials), or clear text.",
        Example = "env:CEREBRAS_API_KEY",
        Required = true
    )]
    public SecretReference? Secret { get; set; }

    [Setting(
        "Keys of one provider with the same group share its limits; by default each has its own.",
        Example = "team"
    )]
    public string? QuotaGroup { get; set; }

    [Setting("Requests per minute; unknown if empty.", Range = "1..10000000")]
    public int? Rpm { get; set; }

    [Setting("Tokens, prompt and completion, per minute; unknown if empty.", Range = "1..2000000000")]
    public int? Tpm { get; set; }

    [Setting("Requests per day; unknown if empty.", Range = "1..2000000000")]
    public int? Rpd { get; set; }

    [Setting("Attempts in flight at once; unlimited if empty.", Range = "1..100000")]
    public int? Concurrency { get; set; }

    [Setting("Its share of requests beside the provider's other keys.", Range = "0.001..1000")]
    public double Weight { get; set; } = 1;

    [Setting("Whether it is used.")]
    public bool Enabled { get; set; } = true;
}
