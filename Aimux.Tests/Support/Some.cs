using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Simulation;

namespace Aimux.Tests.Support;

/// <summary>Values for tests that do not care which.</summary>
internal static class Some
{
    /// <summary>The model that every simulated provider serves.</summary>
    public const string Model = "demo";

    public static DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static string ChatBody { get; } = Chat(Model);

    public static string StreamBody { get; } = Chat(Model, streaming: true);

    /// <summary>The fake secret of a test's key.</summary>
    public static string Secret(string keyId) => "fake-" + keyId.Replace('/', '-');

    public static string Chat(string model, bool streaming = false) =>
        $$"""{"model":"{{model}}","stream":{{(streaming ? "true" : "false")}},"messages":[{"role":"user","content":"Hello"}]}""";

    public static KeyDefinition Key(
        string providerId,
        string name = "a",
        KeyLimits? limits = null,
        string? group = null
    )
    {
        var id = $"{providerId}/{name}";
        return new KeyDefinition(id, providerId, group ?? id, limits ?? KeyLimits.Unknown);
    }

    public static ProviderDefinition Provider(string id, Uri baseUrl, params KeyDefinition[] keys) =>
        new(
            id,
            Dialect.OpenAi,
            baseUrl.ToString(),
            keys.Length == 0 ? [Key(id)] : [.. keys],
            [Model],
            ProviderTimeouts.Default,
            Simulated: true
        );

    public static ProviderDefinition Provider(SimulatedProvider simulated, params KeyDefinition[] keys) =>
        Provider(simulated.Name, simulated.BaseUrl, keys);

    public static ModelRoute Route(string name, params string[] providerIds) =>
        new(name, [.. providerIds.Select(id => new RouteCandidate(id, Model))]);

    public static KeyReport KeyReport(long leaseId, AttemptOutcome outcome, int? tokens, TimeSpan? retryAfter) =>
        new("p/a", leaseId, Model, outcome, tokens, retryAfter, []);

    public static ProviderReport Report(
        AttemptOutcome outcome,
        bool probe = false,
        double? latencyMs = null,
        double elapsedMs = 0
    ) =>
        new(
            Model,
            Streaming: true,
            outcome,
            latencyMs is { } known ? TimeSpan.FromMilliseconds(known) : null,
            TimeSpan.FromMilliseconds(elapsedMs),
            InFlight: 0,
            probe
        );
}
