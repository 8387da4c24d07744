using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;
using Aimux.Silo.Proxy;
using Serilog.Events;

namespace Aimux.Silo.Configuration.Live;

/// <summary>
/// The configuration in force while Aimux runs. A file that cannot be used changes nothing; one that can is in force as
/// a whole for all requests that begin from then on.
/// </summary>
internal sealed partial class LiveConfiguration(
    ConfigurationStart start,
    IProviderSource source,
    CatalogLoader loader,
    AccessControl access,
    BoundsInForce bounds,
    TimeProvider time,
    ILogger<LiveConfiguration> logger
) : IDisposable
{
    /// <summary>Held by the one reload under way.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ConfigurationOutcome _last = new(start.First, InForce: true, start.Findings, [], []);
    private string? _seen = start.First.Version;
    private volatile bool _mustLookAgain;
    private readonly Listeners _listeners = new();

    public ConfigurationOutcome Last => _last;

    /// <summary>The file's path; <c>null</c> if none is followed. It need not be there.</summary>
    public string? File => start.File?.Path;

    /// <summary>
    /// Whether the file could not be read, or not be put in force for a reason that may pass: another look may find it
    /// well, though it is as it was.
    /// </summary>
    public bool MustLookAgain => _mustLookAgain;

    /// <summary>Calls back after each look that found something new, until disposed.</summary>
    public IDisposable Watch(Action onOutcome) => _listeners.Add(onOutcome);

    /// <summary>Puts the first configuration in force.</summary>
    public async Task Begin(CancellationToken cancellation)
    {
        var notices = await PutInForce(start.First.Options, cancellation);
        _last = Accept(start.First, start.Findings, notices);
    }

    /// <summary>Reads the file and puts it in force, changed or not: a secret that it names may have changed.</summary>
    public Task<ConfigurationOutcome> Reload(CancellationToken cancellation) => Look(always: true, cancellation);

    /// <summary>As <see cref="Reload"/>, unless the file is as it was at the last look and <see cref="MustLookAgain"/> is false.</summary>
    public Task<ConfigurationOutcome> Follow(CancellationToken cancellation) => Look(always: false, cancellation);

    public void Dispose() => _turn.Dispose();

    private async Task<ConfigurationOutcome> Look(bool always, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var reading = Read();
            if (always || _mustLookAgain || reading.IsUnreadable || reading.Version != _seen)
            {
                // What is tried again and again is told once.
                var isTold = !always && !_last.InForce && reading.Version == _seen;
                _last = await Take(reading, isTold, cancellation);
                _seen = reading.Version;
                _listeners.Tell();
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A file that went away is no wish to run without one.</summary>
    private FileReading Read()
    {
        return start.File is { } file
            ? FileReading.Of(file, start.CommandLine, mayBeMissing: _last.Running.Version is null)
            : new FileReading(null, start.First.Options, []);
    }

    private async Task<ConfigurationOutcome> Take(FileReading reading, bool isTold, CancellationToken cancellation)
    {
        if (reading.Options is not { } options)
        {
            _mustLookAgain = reading.IsUnreadable;
            return Refuse(reading.Findings, isTold);
        }

        try
        {
            var notices = await PutInForce(options, cancellation);
            _mustLookAgain = false;
            return Accept(
                new LoadedConfiguration(options, reading.Version, time.GetUtcNow()),
                reading.Findings,
                notices
            );
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // What contradicts itself does so the next time too.
            _mustLookAgain = failure is not ArgumentException;
            if (!isTold)
            {
                LogFailure(failure);
            }

            var words = $"It could not be put in force: {failure.Message}";
            var finding = new ConfigurationFinding(true, File ?? "", Line: 0, Column: 0, Path: null, words);
            return Refuse([finding, .. reading.Findings], isTold);
        }
    }

    /// <summary>The catalog goes first: it may be refused. What follows is one assignment each, and cannot fail.</summary>
    /// <returns>What is left out.</returns>
    private async Task<IReadOnlyList<string>> PutInForce(AimuxOptions options, CancellationToken cancellation)
    {
        var notices = new List<string>();
        var admitted = AccessSnapshot.From(options, start.First.Options.Admin.Listen, start.Secrets, notices);
        var configured = await source.Load(options, cancellation);
        await loader.Replace(configured, cancellation);

        access.Replace(admitted);
        bounds.Current = ProxyBounds.From(options);
        start.Level.MinimumLevel = (LogEventLevel)options.Logging.Level;
        notices.ForEach(LogNotice);
        return [.. configured.Notices, .. notices];
    }

    private ConfigurationOutcome Accept(
        LoadedConfiguration loaded,
        IReadOnlyList<ConfigurationFinding> warnings,
        IReadOnlyList<string> notices
    )
    {
        var pending = RestartSettings.Changed(start.First.Options, loaded.Options).ToList();
        if (loaded.Version is { } version)
        {
            LogInForce(File!, version[..12]);
        }

        foreach (var warning in warnings)
        {
            LogWarning(warning);
        }

        pending.ForEach(LogPending);
        return new ConfigurationOutcome(loaded, InForce: true, warnings, notices, pending);
    }

    private ConfigurationOutcome Refuse(IReadOnlyList<ConfigurationFinding> findings, bool isTold)
    {
        var refused = _last with { InForce = false, Findings = findings };
        if (isTold)
        {
            return refused;
        }

        foreach (var finding in findings)
        {
            if (finding.IsError)
            {
                LogMistake(finding);
            }
            else
            {
                LogWarning(finding);
            }
        }

        LogKept(_last.Running.Version?[..12] ?? "without a file");
        return refused;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} is in force, version {Version}")]
    private partial void LogInForce(string file, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Setting} changes at the next start")]
    private partial void LogPending(string setting);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Notice}")]
    private partial void LogNotice(string notice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Finding}")]
    private partial void LogWarning(ConfigurationFinding finding);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Finding}")]
    private partial void LogMistake(ConfigurationFinding finding);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The configuration did not change: the one in force stays ({Version})"
    )]
    private partial void LogKept(string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration could not be put in force")]
    private partial void LogFailure(Exception failure);
}
