using System.Collections.Frozen;

namespace Aimux.Silo.Simulation;

/// <summary>Settings made ready to answer requests with. Replaced as a whole when they change.</summary>
internal sealed class ActiveSettings
{
    private readonly FrozenSet<string>? _keys;

    /// <summary>Keeps the limits' and the draws' state of its predecessor where their settings are the same.</summary>
    public ActiveSettings(SimulatedProviderSettings settings, TimeProvider time, ActiveSettings? previous)
    {
        Settings = SettingsRules.Check(settings);
        _keys = settings.ApiKeys.Length == 0 ? null : settings.ApiKeys.ToFrozenSet(StringComparer.Ordinal);
        ChatModels = ServedModel.List(settings.Models);
        EmbeddingModels = ServedModel.List(settings.EmbeddingModels);
        Limiter =
            previous?.Limiter is { } limiter
            && limiter.RequestsPerMinute == settings.RequestsPerMinute
            && limiter.TokensPerMinute == settings.TokensPerMinute
                ? limiter
                : new RateLimiter(settings.RequestsPerMinute, settings.TokensPerMinute, time);
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

    public RateLimiter Limiter { get; }

    public FaultPicker Faults { get; }

    public RandomDraws Jitter { get; }

    public bool Accepts(ReadOnlySpan<char> key) =>
        _keys is null || _keys.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key);

    public ServedModel? FindModel(string name) =>
        Array.Find(ChatModels, model => model.Name == name) ?? Array.Find(EmbeddingModels, model => model.Name == name);
}
