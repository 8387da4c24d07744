namespace Aimux.Silo.Configuration.Options;

/// <summary>How requests find a provider.</summary>
internal sealed class RoutingOptions
{
    [Setting("Whether models that providers list are served under their own names beside the rows of `models`.")]
    public bool Discovered { get; set; } = true;

    [Setting("Attempts that may fail after the provider could have begun to work.", Range = "1..100")]
    public int MaxFailures { get; set; } = 4;

    [Setting("Attempts that may be turned away at the door.", Range = "1..1000")]
    public int MaxRejections { get; set; } = 64;

    [Setting(
        "Time that a request may wait, within its deadline, for the first of its keys to open again when all rest. `0s` answers 429 at once.",
        Range = "0s..1h"
    )]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(10);

    [Setting("Requests that may wait so at once; more get 429.", Range = "0..100000")]
    public int MaxWaiting { get; set; } = 1_000;

    [Setting(
        "Whom Aimux looks at by itself, by the list of models, which costs nothing: off; recovering, who was not to be reached; idle, also who was not asked for a minute."
    )]
    public ProbeChoice Probes { get; set; } = ProbeChoice.Recovering;

    [Setting(
        "Whether providers that tell it are asked now and then how much of each key's quota is left; the calls are free."
    )]
    public bool Quotas { get; set; } = true;
}
