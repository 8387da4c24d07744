using System.Text.Json.Serialization;

namespace Aimux.Silo.Admin;

/// <summary>The shapes of the admin API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(DecisionPage))]
[JsonSerializable(typeof(Proxy.Decisions.DecisionRecord))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>An error (RFC 9457).</summary>
internal sealed record Problem(string Title, int Status, string Detail);

/// <summary>Decisions, newest first.</summary>
internal sealed record DecisionPage(IReadOnlyList<Proxy.Decisions.DecisionRecord> Decisions);
