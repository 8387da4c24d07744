using System.Text.Json.Serialization;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration.Options;

/// <summary>How the configuration looks as JSON: names in snake case, unknown names refused, secrets written as masks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    Converters = [
        typeof(ByteSizeConverter),
        typeof(DurationConverter),
        typeof(ListenAddressConverter),
        typeof(SecretReferenceConverter),
        typeof(LowerCaseEnumConverter<LogFormat>),
        typeof(LowerCaseEnumConverter<LogLevelName>),
        typeof(LowerCaseEnumConverter<RoutePolicy>),
        typeof(LowerCaseEnumConverter<Dialect>),
        typeof(LowerCaseEnumConverter<QuirkAction>),
        typeof(LowerCaseEnumConverter<DetourReason>),
        typeof(LowerCaseEnumConverter<ProbeChoice>),
    ]
)]
[JsonSerializable(typeof(AimuxOptions))]
internal sealed partial class OptionsContext : JsonSerializerContext;
