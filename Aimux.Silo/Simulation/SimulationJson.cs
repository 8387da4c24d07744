using System.Text.Json.Serialization;
using Aimux.Silo.Simulation.Recording;

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
[JsonSerializable(typeof(IReadOnlyList<RecordedRequest>))]
internal sealed partial class SimulationJson : JsonSerializerContext;
