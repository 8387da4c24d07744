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

    [Setting(
        "The folder that keeps what must outlive the process: long rests, what was used of the day, learned limits, what "
            + "was taken out of service. `none` keeps it in memory. Empty: AIMUX_STATE, else STATE_DIRECTORY as systemd "
            + "sets it, else aimux in XDG_STATE_HOME, else ~/.local/state/aimux.",
        Example = "/var/lib/aimux",
        NeedsRestart = true
    )]
    public string State { get; set; } = "";
}
