namespace Aimux.Tests.VirtualTime;

/// <summary>What happens in a virtual world.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Upstreams">The providers of the one route.</param>
internal sealed record Scenario(string Name, params Upstream[] Upstreams)
{
    /// <summary>How long it lasts, virtual seconds.</summary>
    public double Seconds { get; init; } = 180;

    /// <summary>Requests a second, as a Poisson process.</summary>
    public double Rate { get; init; } = 200;

    /// <summary>Mean tokens of an answer, exponentially distributed.</summary>
    public double Tokens { get; init; } = 100;

    /// <summary>When something changes for good, seconds: the 30 s after it are measured apart.</summary>
    public double[] Changes { get; init; } = [];

    /// <summary>Whether the route hedges.</summary>
    public bool Hedge { get; init; }

    public int Seed { get; init; } = 1;
}
