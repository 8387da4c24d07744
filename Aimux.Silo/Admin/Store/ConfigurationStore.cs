using System.Text;
using Aimux.Dashboard.Configuration;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Admin.Store;

/// <summary>The configuration file behind pages and admin API.</summary>
internal sealed class ConfigurationStore(
    ConfigurationStart start,
    LiveConfiguration live,
    ConfigurationSaver saver,
    ICatalogView catalog
) : IConfigurationStore
{
    private const int MostText = 1 << 20;

    private volatile ViewOf? _view;

    /// <inheritdoc/>
    public ConfigurationView Current
    {
        get
        {
            var outcome = live.Last;
            var version = catalog.Current.Catalog.Version;
            if (_view is not { } known || known.Outcome != outcome || known.CatalogVersion != version)
            {
                _view = known = new ViewOf(outcome, version, View(outcome));
            }

            return known.View;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PresetView> Presets { get; } =
    [
        .. ProviderPreset.All.Select(preset => new PresetView(
            preset.Id,
            preset.Description,
            preset.BaseUrl,
            preset.Dialect.ToString().ToLowerInvariant(),
            preset.NeedsKey
        )),
    ];

    /// <inheritdoc/>
    public string ShownText => saver.Read() is { } text ? Masked(text.Content) : "";

    /// <inheritdoc/>
    public IDisposable Watch(Action onChange) => live.Watch(onChange);

    /// <inheritdoc/>
    public ValueTask<ChangeOutcome> Check(ConfigurationChange change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (WholeText(change) is { } text)
        {
            return ValueTask.FromResult(text.Outcome ?? saver.Check(_ => text.Content, ifVersion: null));
        }

        // A secret that is not kept yet is stood in for by a reference that any check accepts.
        var edit = new FileEdit(
            change,
            [.. NewSecrets(change).Select(Placeholder)],
            token: "sha256:" + new string('0', 64)
        );
        var outcome = saver.Check(edit.Make, ifVersion: null);
        return ValueTask.FromResult(outcome with { Findings = [.. outcome.Findings.Select(edit.AtField)] });
    }

    /// <inheritdoc/>
    public async Task<ChangeOutcome> Apply(
        ConfigurationChange change,
        string? ifVersion,
        CancellationToken cancellation
    )
    {
        if (WholeText(change) is { } text)
        {
            return text.Outcome ?? await saver.Save(_ => text.Content, ifVersion, cancellation);
        }

        if (!saver.HasFile)
        {
            return Refused(ChangeResult.Failed, "This Aimux follows no configuration file, so nothing can be changed.");
        }

        var before = live.Last.Running.Options;
        var files = new List<SecretFileHandle>();
        try
        {
            var references = NewSecrets(change).Select(secret => Keep(secret.Name, secret.Text, files)).ToList();
            var token = change is ConfigurationChange.AddCaller ? CallerToken.Create() : null;
            var edit = new FileEdit(change, references, token is null ? null : CallerToken.Hash(token));
            var outcome = await saver.Save(edit.Make, ifVersion, cancellation);
            if (outcome.IsMade)
            {
                files.Clear();
                Forget(before, live.Last.Running.Options);
            }

            return outcome with
            {
                Findings = [.. outcome.Findings.Select(edit.AtField)],
                Token = outcome.IsMade ? token : null,
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var words = $"The secret's file cannot be written: {failure.Message}";
            return new ChangeOutcome(ChangeResult.Failed, Current.Version, [new Finding(IsError: true, null, words)]);
        }
        finally
        {
            files.ForEach(file => file.Discard());
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ConfigurationVersion> History() =>
        start.File is not { } file
            ? []
            :
            [
                .. file.History()
                    .Select(path => new FileInfo(path))
                    .Where(copy => copy.Exists)
                    .Select(copy => new ConfigurationVersion(
                        copy.Name,
                        new DateTimeOffset(copy.LastWriteTimeUtc),
                        copy.Length
                    )),
            ];

    /// <inheritdoc/>
    public string? ReadMasked(string version) => ReadVersion(version) is { } content ? Masked(content) : null;

    /// <inheritdoc/>
    public async Task<ConfigurationView> Reload(CancellationToken cancellation)
    {
        await live.Reload(cancellation);
        return Current;
    }

    private ConfigurationView View(ConfigurationOutcome outcome)
    {
        var options = outcome.Running.Options;
        return new ConfigurationView(
            live.File,
            outcome.InForce ? outcome.Running.Version : VersionNow(),
            outcome.Running.LoadedAt,
            outcome.InForce,
            Source(options),
            [.. options.Providers.Select(OptionsRows.Row)],
            [.. options.Keys.Select(OptionsRows.Row)],
            [.. options.Models.Select(OptionsRows.Row)],
            [.. options.Callers.Select(OptionsRows.Row)],
            [.. outcome.Findings.Select(ConfigurationSaver.FindingOf)],
            [.. outcome.Notices],
            [.. outcome.PendingRestart]
        );
    }

    private string? VersionNow()
    {
        try
        {
            return saver.Read()?.Version;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private ProviderSource Source(AimuxOptions options) =>
        options.Providers.Length > 0 ? ProviderSource.File
        : catalog.Current.Catalog.Providers.Any(provider => provider.Simulated) ? ProviderSource.Demo
        : ProviderSource.Environment;

    /// <summary>The text that a change puts in place of the whole file; <c>null</c> if it edits rows.</summary>
    private (ReadOnlyMemory<byte> Content, ChangeOutcome? Outcome)? WholeText(ConfigurationChange change)
    {
        switch (change)
        {
            case ConfigurationChange.ReplaceText { Text: var text } when text.Length > MostText:
                return (
                    default,
                    Refused(ChangeResult.Invalid, "The text is longer than a configuration may be, 1 MiB.")
                );
            case ConfigurationChange.ReplaceText { Text: var text }:
                return UnmaskedText.Of(text, saver.Read()?.Content ?? [], out var mistake) is { } whole
                    ? (Encoding.UTF8.GetBytes(whole), null)
                    : (default, Refused(ChangeResult.Invalid, mistake!));
            case ConfigurationChange.Restore { Version: var version }:
                return ReadVersion(version) is { } content
                    ? (content, null)
                    : (default, Refused(ChangeResult.NotFound, $"There is no earlier version {version} any more."));
            default:
                return null;
        }
    }

    private ChangeOutcome Refused(ChangeResult result, string why) =>
        new(result, Current.Version, [new Finding(IsError: true, null, why)]);

    private byte[]? ReadVersion(string version)
    {
        var path = start.File?.History().FirstOrDefault(copy => Path.GetFileName(copy) == version);
        try
        {
            return path is null ? null : new ConfigurationFile(path, TimeProvider.System).Read().Content;
        }
        catch (IOException)
        {
            return null; // it was the eleventh
        }
    }

    private static string Masked(byte[] content)
    {
        try
        {
            return MaskedText.Of(content);
        }
        catch (ToonException)
        {
            return ""; // where secrets are in it nobody can tell
        }
    }

    private static IEnumerable<(string Name, string Text)> NewSecrets(ConfigurationChange change) =>
        change switch
        {
            ConfigurationChange.AddProvider add => add.Keys.Select(key => (NameOf(key.Row), key.Secret)),
            ConfigurationChange.AddKeys add => add.Keys.Select(key => (NameOf(key.Row), key.Secret)),
            ConfigurationChange.EditKey { NewSecret: { } secret } edit => [(NameOf(edit.Row), secret)],
            _ => [],
        };

    private static string NameOf(KeyRow row) => $"{row.Provider}.{row.Id}";

    private static string Placeholder((string Name, string Text) secret) =>
        secret.Text.Trim().Length == 0 || MaskedText.IsReference(secret.Text)
            ? secret.Text.Trim()
            : "env:AIMUX_NOT_KEPT_YET";

    private string Keep(string name, string secret, List<SecretFileHandle> files)
    {
        var text = secret.Trim();
        if (text.Length == 0 || MaskedText.IsReference(text))
        {
            return text;
        }

        var file = SecretFiles.Write(start.File!.Path, name, text);
        files.Add(file);
        return file.Reference;
    }

    /// <summary>Files of secrets that Aimux made, and that no row names any more, go.</summary>
    private void Forget(AimuxOptions before, AimuxOptions after)
    {
        var kept = after.Keys.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var path in before.Keys.Select(PathOf).OfType<string>().Where(path => !kept.Contains(path)))
        {
            if (SecretFiles.IsOwn(start.File!.Path, path))
            {
                File.Delete(path);
            }
        }

        static string? PathOf(KeyOptions key) => key.Secret is { Kind: SecretKind.File } file ? file.Content() : null;
    }

    private sealed record ViewOf(ConfigurationOutcome Outcome, long CatalogVersion, ConfigurationView View);
}
