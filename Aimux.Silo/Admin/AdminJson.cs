using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Testing;
using Aimux.Grains.Interfaces.History;
using Aimux.Silo.Admin.Api;
using Aimux.Silo.Admin.Operations;

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
[JsonSerializable(typeof(KeyStatus))]
[JsonSerializable(typeof(RefusedProblem))]
[JsonSerializable(typeof(ProviderBody))]
[JsonSerializable(typeof(Page<ProviderBody>))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(RouteBody))]
[JsonSerializable(typeof(Page<RouteBody>))]
[JsonSerializable(typeof(CallerBody))]
[JsonSerializable(typeof(Page<CallerBody>))]
[JsonSerializable(typeof(ConfigurationPage))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(RestoreBody))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(ValidationPage))]
[JsonSerializable(typeof(MetricsPage))]
[JsonSerializable(typeof(DrillPage))]
[JsonSerializable(typeof(DrillBody))]
[JsonSerializable(typeof(Drill))]
[JsonSerializable(typeof(ConnectionReport))]
[JsonSerializable(typeof(HistorySeries))]
[JsonSerializable(typeof(Grains.Interfaces.Routing.RouteDecision))]
[JsonSerializable(typeof(Proxy.Decisions.DecisionRecord))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>For bodies: a field that is not known is a mistake, not a wish to ignore.</summary>
    public static AdminJson Strict { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
                Converters = { new JsonStringEnumConverter() },
                MaxDepth = 16,
            }
        );

    /// <summary>Lets the description of the API name fields as the API does.</summary>
    public static void Describe(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.TypeInfoResolverChain.Insert(0, Readable);
        options.Converters.Add(new JsonStringEnumConverter());
    }

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
internal sealed record Problem(string Type, string Title, int Status, string Detail);

/// <summary>Decisions, newest first.</summary>
internal sealed record DecisionPage(IReadOnlyList<Proxy.Decisions.DecisionRecord> Decisions);
