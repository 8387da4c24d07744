using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aimux.Silo.Admin.Events;

/// <summary>The shapes of events, each on one line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(StateEvent))]
[JsonSerializable(typeof(SnapshotEvent))]
[JsonSerializable(typeof(ConfigEvent))]
[JsonSerializable(typeof(DrillsEvent))]
internal sealed partial class EventJson : JsonSerializerContext
{
    public static EventJson Line { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                Converters = { new JsonStringEnumConverter() },
            }
        );
}
