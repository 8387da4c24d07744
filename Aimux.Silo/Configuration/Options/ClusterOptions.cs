namespace Aimux.Silo.Configuration.Options;

/// <summary>The Orleans cluster that this process is a silo of.</summary>
internal sealed class ClusterOptions
{
    [Setting("The cluster's name.", Example = "aimux", NeedsRestart = true)]
    public string Name { get; set; } = "aimux";

    [Setting(
        "The port on which silos speak with each other, on loopback; 0 takes any free one.",
        Range = "0..65535",
        NeedsRestart = true
    )]
    public int SiloPort { get; set; }
}
