using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Simulation;
using Microsoft.AspNetCore.Builder;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>A configuration file that a running Aimux follows.</summary>
internal sealed class FollowedFile : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private ZeroConfiguration? _unconfigured;
    private RunningAimux? _aimux;

    public string Path => _folder.Of("config", "aimux.toon");

    public LoggingLevelSwitch Level { get; } = new();

    public RunningAimux Aimux => _aimux!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A file with providers and one key each.</summary>
    /// <param name="rest">What else it says.</param>
    /// <param name="providers">Who serves <see cref="Some.Model"/>.</param>
    public static string Text(string rest, params SimulatedProvider[] providers)
    {
        var text = new StringBuilder("version: 1\n");
        text.Append($"providers[{providers.Length}]{{id,base_url,models}}:\n");
        foreach (var provider in providers)
        {
            text.Append($"  {provider.Name},{provider.BaseUrl},{Some.Model}\n");
        }

        text.Append($"keys[{providers.Length}]{{id,provider,secret,rpm}}:\n");
        foreach (var provider in providers)
        {
            text.Append($"  main,{provider.Name},env:KEY_{provider.Name},2\n");
        }

        return text.Append(rest).ToString();
    }

    public void SetVariable(string name, string value) => _variables[name] = value;

    /// <summary>Writes in place, as most editors do not, and shells do.</summary>
    public void Write(string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, text);
    }

    /// <summary>Writes another file and puts it in this one's place, as most editors do.</summary>
    public void Replace(string text)
    {
        var next = Path + "~";
        File.WriteAllText(next, text);
        File.Move(next, Path, overwrite: true);
    }

    public async Task<RunningAimux> Start(
        CommandLineSettings? commandLine = null,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var given = (commandLine ?? CommandLineSettings.None) with
        {
            Listen = RunningAimux.Anywhere,
            Admin = RunningAimux.Anywhere,
        };
        var file = new ConfigurationFile(Path, TimeProvider.System);
        var reading = FileReading.Of(file, given, mayBeMissing: true);
        var secrets = new SecretResolver(Variable, File.OpenRead, credentials: null);
        var start = new ConfigurationStart(
            file,
            given,
            new LoadedConfiguration(reading.Options!, reading.Version, DateTimeOffset.UnixEpoch),
            reading.Findings,
            secrets,
            Level
        );
        Level.MinimumLevel = (LogEventLevel)reading.Options!.Logging.Level;
        _unconfigured = new ZeroConfiguration(Variable, RunningAimux.Anywhere.Uri);
        var source = new OptionsSource(_unconfigured, secrets, RunningAimux.Anywhere.Uri);
        return _aimux = await RunningAimux.Start(source, start, configure);
    }

    /// <summary>Asks Aimux to read the file now.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Body)> Reload()
    {
        using var answer = await Aimux.Admin.PostAsync("/api/reload", null, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    public async Task<JsonNode> Status() =>
        JsonNode.Parse(await Aimux.Admin.GetStringAsync("/api/config/status", Cancellation))!;

    /// <summary>Waits until Aimux saw what the file is now, and found it good or bad.</summary>
    public Task Until(bool inForce) =>
        Support.Until.Holds(
            $"the file is in force: {inForce}",
            async () => (bool)(await Status())["in_force"]! == inForce
        );

    /// <summary>Waits until the version in force is another.</summary>
    public Task UntilVersionIsNot(string? version) =>
        Support.Until.Holds("another version is in force", async () => (string?)(await Status())["version"] != version);

    /// <summary>Who serves a request.</summary>
    public async Task<string> Served()
    {
        using var answer = await Aimux.Chat(Some.ChatBody);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.GetValues("x-aimux-provider").Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_aimux is not null)
        {
            await _aimux.DisposeAsync();
        }

        if (_unconfigured is not null)
        {
            await _unconfigured.DisposeAsync();
        }

        _folder.Dispose();
    }

    // Each key has its own secret, unless a test says otherwise.
    private string? Variable(string name) =>
        _variables.TryGetValue(name, out var value) ? value
        : name.StartsWith("KEY_", StringComparison.Ordinal) ? "fake-" + name
        : null;
}
