using System.ComponentModel.DataAnnotations;

namespace Aimux.Silo.Proxy;

/// <summary>Bounds of the data plane. Set from the environment as <c>AIMUX_Proxy__NAME</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Greatest request body, bytes; default 64 MiB.</summary>
    [Range(1024, 1L << 30)]
    public int MaxBodyBytes { get; set; } = 64 << 20;

    /// <summary>Greatest answer that is held back until it is complete, bytes; a longer one is sent on as it comes. Default 8 MiB.</summary>
    [Range(1024, 1 << 28)]
    public int MaxHeldAnswerBytes { get; set; } = 8 << 20;

    /// <summary>Time from the request to the first content sent to the caller, s; default 600.</summary>
    [Range(0.05, 3600)]
    public double DeadlineSeconds { get; set; } = 600;

    /// <summary>Attempts that may fail after the provider could have begun to work (5xx, time-outs, broken answers); default 4.</summary>
    [Range(1, 100)]
    public int MaxFailures { get; set; } = 4;

    /// <summary>Attempts that may be turned away at the door (refused connections, 401, 402, 429 ...); default 64.</summary>
    [Range(1, 1000)]
    public int MaxRejections { get; set; } = 64;
}
