using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Live;

namespace Aimux.Tests.Components;

/// <summary>A configuration that takes what it is told to take.</summary>
internal sealed class PlayedStore : IConfigurationStore, IBackups
{
    public ConfigurationView Current { get; set; } =
        new("/etc/aimux.toon", "v1", Support.Some.Time, true, ProviderSource.File, [], [], [], [], [], [], []);

    public IReadOnlyList<PresetView> Presets { get; } =
    [
        new("groq", "Groq", "https://api.groq.com/openai/v1", "openai", NeedsKey: true),
        new("ollama", "Ollama on this machine", "http://127.0.0.1:11434/v1", "openai", NeedsKey: false),
    ];

    public string ShownText { get; set; } = "";

    /// <summary>What the next checks and changes are answered.</summary>
    public ChangeOutcome Outcome { get; set; } = new(ChangeResult.Made, "v2", []);

    public List<ConfigurationChange> Checked { get; } = [];

    public List<(ConfigurationChange Change, string? IfVersion)> Applied { get; } = [];

    /// <summary>Holds back answers to changes until it is completed.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public IDisposable Watch(Action onChange) => new Subscription(() => { });

    public ValueTask<ChangeOutcome> Check(ConfigurationChange change, CancellationToken cancellation)
    {
        Checked.Add(change);
        return ValueTask.FromResult(Outcome);
    }

    public async Task<ChangeOutcome> Apply(
        ConfigurationChange change,
        string? ifVersion,
        CancellationToken cancellation
    )
    {
        await Held;
        Applied.Add((change, ifVersion));
        return Outcome;
    }

    public IReadOnlyList<ConfigurationVersion> History() => [];

    public string? ReadMasked(string version) => null;

    public Task<ConfigurationView> Reload(CancellationToken cancellation) => Task.FromResult(Current);

    public byte[] Create(string passphrase) => [1, 2, 3];

    public Task<ChangeOutcome> Restore(byte[] backup, string passphrase, CancellationToken cancellation) =>
        Task.FromResult(Outcome);

    /// <summary>Refuses what comes next at a field.</summary>
    public void Refuse(string? field, string message, ChangeResult result = ChangeResult.Invalid) =>
        Outcome = new(result, "v2", ImmutableArray.Create(new Finding(true, field, message)));
}
