using System.Collections.Frozen;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>The faults' names as settings, statistics and the x-simulate header spell them: <c>rate_limited</c>.</summary>
internal static class FaultNames
{
    private static readonly string[] Names =
    [
        .. Enum.GetNames<Fault>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName),
    ];

    private static readonly FrozenDictionary<string, Fault> ByName = Enum.GetValues<Fault>()
        .ToFrozenDictionary(fault => Names[(int)fault]);

    public static int Count => Names.Length;

    public static string Of(Fault fault) => Names[(int)fault];

    public static bool TryParse(string name, out Fault fault) => ByName.TryGetValue(name, out fault);
}
