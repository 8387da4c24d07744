using Aimux.Silo.Simulation;

namespace Aimux.Tests.Sdk;

/// <summary>Settings of simulated providers that always fail.</summary>
internal static class Failing
{
    /// <param name="fault">The name of a member of <see cref="FaultRates"/>.</param>
    public static SimulatedProviderSettings By(string fault)
    {
        var rates = new FaultRates();
        typeof(FaultRates).GetProperty(fault)!.SetValue(rates, 1.0);
        return new SimulatedProviderSettings(Faults: rates);
    }
}
