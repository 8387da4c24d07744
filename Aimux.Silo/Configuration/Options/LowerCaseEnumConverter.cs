using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aimux.Silo.Configuration.Options;

/// <summary>Names of an enumeration in lower case; its numbers mean nothing to people and are refused.</summary>
internal sealed class LowerCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
