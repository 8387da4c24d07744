using System.Text.Json.Serialization;

namespace Aimux.Silo.Simulation;

/// <summary>JSON of the control endpoints under <c>/_simulation</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true
)]
[JsonSerializable(typeof(SimulatedProviderSettings))]
[JsonSerializable(typeof(StatsSnapshot))]
internal sealed partial class SimulationJson : JsonSerializerContext;
