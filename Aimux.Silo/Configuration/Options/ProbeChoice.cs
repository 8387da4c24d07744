namespace Aimux.Silo.Configuration.Options;

/// <summary>Which providers are looked at without a caller.</summary>
internal enum ProbeChoice
{
    Off,

    /// <summary>Those that were not to be reached, when their time has come.</summary>
    Recovering,

    /// <summary>Also those that nobody asked for a minute.</summary>
    Idle,
}
