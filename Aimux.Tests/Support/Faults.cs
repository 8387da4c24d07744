using Aimux.Silo.Simulation;

namespace Aimux.Tests.Support;

/// <summary>Faults of the simulated provider by the name of their rate.</summary>
internal static class Faults
{
    public static FaultRates Always(string name)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(new FaultRates())!.AsObject();
        json[name] = 1.0;
        return System.Text.Json.JsonSerializer.Deserialize<FaultRates>(json)!;
    }
}
