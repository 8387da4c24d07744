using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>The configuration file that a command is about, without mistakes, or the one that the command will begin.</summary>
internal sealed class OpenedConfiguration
{
    private readonly Terminal _terminal;
    private readonly ConfigurationFile _file;
    private readonly byte[] _content;
    private readonly string? _version;
    private readonly IReadOnlyList<ConfigurationFinding> _known;

    private OpenedConfiguration(
        Terminal terminal,
        string path,
        byte[] content,
        string? version,
        ConfigurationReading reading
    )
    {
        _terminal = terminal;
        _file = new ConfigurationFile(path, TimeProvider.System);
        _content = content;
        _version = version;
        _known = reading.Findings;
        Path = path;
        Options = reading.Options!;
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Whether there is a file; else the first change makes one.</summary>
    public bool Exists => _version is not null;

    public AimuxOptions Options { get; }

    public ReadOnlyMemory<byte> Content => _content;

    /// <summary>Finds and reads the file. What is wrong with it is told on standard error.</summary>
    /// <returns><c>null</c> if it cannot be used.</returns>
    public static async Task<OpenedConfiguration?> Open(
        Terminal terminal,
        string? given,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var location = ConfigurationLocation.Find(given, terminal.Variable, terminal.Directory);
        if (location.Mistake is { } mistake)
        {
            await terminal.Fail(mistake);
            return null;
        }

        try
        {
            var path = location.Path ?? location.NewPath;
            var text = location.Path is null ? null : new ConfigurationFile(path, TimeProvider.System).Read();
            var content = text?.Content ?? ConfigurationTemplate.Read();
            var reading = ConfigurationReader.Read(content, path);
            if (reading.HasErrors)
            {
                await Tell(terminal, reading.Findings);
                await terminal.Fail("The configuration file has mistakes. Correct them first: aimux config edit");
                return null;
            }

            return new OpenedConfiguration(terminal, path, content, text?.Version, reading);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await terminal.Fail(failure.Message);
            return null;
        }
    }

    /// <summary>The options as far as they can be had without a word, for completion.</summary>
    public static AimuxOptions? Peek(Terminal terminal, string? given)
    {
        try
        {
            var location = ConfigurationLocation.Find(given, terminal.Variable, terminal.Directory);
            return location.Path is { } path
                ? ConfigurationReader
                    .Read(new ConfigurationFile(path, TimeProvider.System).Read().Content, path)
                    .Options
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static async Task<int> Change(
        Terminal terminal,
        string? given,
        Action<ConfigurationEditor> edit,
        string done,
        CancellationToken cancellation
    ) =>
        await Open(terminal, given, cancellation) is { } opened
            ? await opened.Change(edit, done, cancellation)
            : CommandLine.Failed;

    /// <summary>Edits the file in place; nothing is written if the result would have a mistake.</summary>
    /// <param name="edit">What to change.</param>
    /// <param name="done">What to say afterwards.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Change(Action<ConfigurationEditor> edit, string done, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var editor = new ConfigurationEditor(_content, Path);
            edit(editor);
            return await Save(editor.Text, done);
        }
        catch (Exception refused) when (refused is ConfigurationEditException or ToonException)
        {
            return await _terminal.Fail(refused.Message);
        }
    }

    /// <summary>Replaces the file's text, if it has no mistake and nobody else changed the file meanwhile.</summary>
    public async Task<int> Save(ReadOnlyMemory<byte> content, string done)
    {
        var reading = ConfigurationReader.Read(content, Path);
        await Tell(_terminal, reading.Findings.Where(finding => finding.IsError || !IsKnown(finding)));
        if (reading.HasErrors)
        {
            return await _terminal.Fail("Nothing was changed.");
        }

        try
        {
            _file.Write(content.Span, _version);
        }
        catch (Exception failure)
            when (failure is ConfigurationChangedException or IOException or UnauthorizedAccessException)
        {
            return await _terminal.Fail(failure.Message);
        }

        await TellMode(reading.Options!);
        await _terminal.Error.WriteLineAsync(Exists ? done : $"{done} The configuration file is {Path}.");
        return 0;
    }

    /// <summary>Others may read the file, which its owner wanted; now it holds a secret that it did not hold before.</summary>
    private async Task TellMode(AimuxOptions options)
    {
        if (
            SecretChecks.CountClear(options) > SecretChecks.CountClear(Options)
            && OwnerOnly.ModeOf(_file.Target) is { } mode
            && SecretChecks.FindFileMode(mode, options) is { } readable
        )
        {
            await Tell(_terminal, [new ConfigurationFinding(false, Path, 0, 0, null, readable)]);
        }
    }

    /// <summary>What was wrong before has been told; a row above it moves it by a line.</summary>
    private bool IsKnown(ConfigurationFinding finding) =>
        _known.Any(known => known.Path == finding.Path && known.Message == finding.Message);

    public static async Task Tell(Terminal terminal, IEnumerable<ConfigurationFinding> findings)
    {
        foreach (var finding in findings)
        {
            await terminal.Error.WriteLineAsync(finding.ToString());
        }
    }
}
