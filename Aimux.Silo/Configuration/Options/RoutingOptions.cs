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
}
