namespace Aimux.Dashboard.Configuration;

/// <summary>Where the providers in force come from.</summary>
public enum ProviderSource
{
    /// <summary>The configuration file.</summary>
    File = 0,

    /// <summary>Keys in the environment, since the file has no row of providers.</summary>
    Environment = 1,

    /// <summary>Neither: simulated providers answer.</summary>
    Demo = 2,
}
