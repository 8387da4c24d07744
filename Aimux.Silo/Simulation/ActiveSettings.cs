using System.Collections.Frozen;
using Aimux.Silo.Simulation.Errors;
using Aimux.Silo.Simulation.Recording;
using Aimux.Silo.Simulation.Strictness;

namespace Aimux.Silo.Simulation;

/// <summary>Settings made ready to answer requests with. Replaced as a whole when they change.</summary>
internal sealed class ActiveSettings
{
    private readonly FrozenSet<string>? _keys;
    private readonly bool[] _spoken;

    /// <summary>Keeps the limits' and the draws' state of its predecessor where their settings are the same.</summary>
    public ActiveSettings(SimulatedProviderSettings settings, TimeProvider time, ActiveSettings? previous)
    {
        Settings = SettingsRules.Check(settings);
        _keys = settings.ApiKeys.Length == 0 ? null : settings.ApiKeys.ToFrozenSet(StringComparer.Ordinal);
        ChatModels = ServedModel.List(settings.Models);
        EmbeddingModels = ServedModel.List(settings.EmbeddingModels);
        Models = [.. ChatModels, .. EmbeddingModels];
        Limiter =
            previous?.Limiter is { } limiter
            && limiter.RequestsPerMinute == settings.RequestsPerMinute
            && limiter.TokensPerMinute == settings.TokensPerMinute
                ? limiter
                : new RateLimiter(settings.RequestsPerMinute, settings.TokensPerMinute, time);
        Style = ErrorStyles.Of(settings.ErrorStyle);
        _spoken = Array.ConvertAll(Enum.GetValues<ServedPath>(), path => IsSpoken(settings, path));
        Fields =
            settings.StrictFields || settings.RefusedFields.Length > 0
                ? new FieldRules(settings.StrictFields, settings.RefusedFields)
                : null;
        Requests =
            settings.RecordedRequests == 0 ? null
            : previous?.Requests is { } kept && kept.Most == settings.RecordedRequests ? kept
            : new RequestRing(settings.RecordedRequests);
        if (previous?.Settings is { } old && old.Seed == settings.Seed && old.Faults == settings.Faults)
        {
            (Faults, Jitter) = (previous.Faults, previous.Jitter);
        }
        else
        {
            var seed = settings.Seed is { } given ? (ulong)given : (ulong)Random.Shared.NextInt64();
            (Faults, Jitter) = (new FaultPicker(settings.Faults, seed), new RandomDraws(~seed));
        }
    }

    public SimulatedProviderSettings Settings { get; }

    public ServedModel[] ChatModels { get; }

    public ServedModel[] EmbeddingModels { get; }

    /// <summary>All of them: what is neither a conversation nor an embedding may name any.</summary>
    public ServedModel[] Models { get; }

    public RateLimiter Limiter { get; }

    public FaultPicker Faults { get; }

    public RandomDraws Jitter { get; }

    /// <summary>The rules of a strict provider; null if it takes every property.</summary>
    public FieldRules? Fields { get; }

    /// <summary>The last requests; null if they are not kept.</summary>
    public RequestRing? Requests { get; }

    public ErrorStyle Style { get; }

    /// <summary>Whether the provider has the path at all.</summary>
    public bool Has(ServedPath path) => _spoken[(int)path];

    /// <summary>Whose error bodies a client gets that speaks Anthropic's protocol.</summary>
    public ErrorStyle AnthropicStyle => Style == ErrorStyle.OpenAi ? ErrorStyle.Anthropic : Style;

    /// <summary>Whose error bodies the client of a path gets.</summary>
    public ErrorStyle StyleOf(ServedPath? path) =>
        path is { } known && known.IsAnthropic() && Has(known) ? AnthropicStyle : Style;

    public bool Accepts(ReadOnlySpan<char> key) =>
        _keys is null || _keys.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key);

    public ServedModel? FindModel(string name) => Array.Find(Models, model => model.Name == name);

    private static bool IsSpoken(SimulatedProviderSettings settings, ServedPath path) =>
        (path != ServedPath.CountTokens || settings.CountTokens)
        && (Protocols.Of(path) is not { } protocol || settings.Protocols.Contains(protocol, StringComparer.Ordinal));
}
