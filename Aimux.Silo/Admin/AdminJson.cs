using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aimux.Silo.Admin;

/// <summary>The shapes of the admin API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ReloadProblem))]
[JsonSerializable(typeof(ConfigurationStatus))]
[JsonSerializable(typeof(DecisionPage))]
[JsonSerializable(typeof(KeyPage))]
[JsonSerializable(typeof(Grains.Interfaces.Routing.RouteDecision))]
[JsonSerializable(typeof(Proxy.Decisions.DecisionRecord))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>For people too: quotes and letters stay as they are. The answers are JSON, never part of a page.</summary>
    public static AdminJson Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                WriteIndented = true,
                Converters = { new JsonStringEnumConverter() },
            }
        );
}

/// <summary>An error (RFC 9457).</summary>
internal sealed record Problem(string Title, int Status, string Detail);

/// <summary>Decisions, newest first.</summary>
internal sealed record DecisionPage(IReadOnlyList<Proxy.Decisions.DecisionRecord> Decisions);
