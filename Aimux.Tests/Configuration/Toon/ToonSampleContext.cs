using System.Text.Json.Serialization;

namespace Aimux.Tests.Configuration.Toon;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ToonSample))]
internal sealed partial class ToonSampleContext : JsonSerializerContext;
