using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Configuration;

/// <summary>
/// Publishes the configured providers whenever they change, then asks those whose models are unknown for
/// their lists, and asks again later those that did not answer.
/// </summary>
internal sealed partial class CatalogLoader(
    ModelDiscovery discovery,
    SecretStore secrets,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<CatalogLoader> logger
) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Held while the catalog is changed and published, never while a provider is asked.</summary>
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>The last configuration of which it is not known whether it is in force; no secret goes while there is one.</summary>
    private ConfiguredProviders? _perhaps;
    private volatile LoadedCatalog _loaded = LoadedCatalog.Empty;
    private volatile Round _round = new(NewSignal());
    private volatile bool _hasAsked;
    private readonly ModelListing _listing = new(time);

    /// <summary>Ends when every provider of the configuration in force was asked once for its models, whether it answered or not.</summary>
    public Task ModelsAsked => _round.Asked.Task;

    /// <summary>Whether <see cref="ModelsAsked"/> ended once since the start.</summary>
    public bool HasAsked => _hasAsked;

    /// <summary>Has every provider asked again which models it serves, soon; those that do not answer keep what they said.</summary>
    public void Refresh() => _listing.Want();

    /// <summary>A provider said that it has not the model that it listed: its list has changed.</summary>
    public void NoteMissing() => _listing.NoteMissing();

    /// <summary>Waits until the models are known, but not for long: a provider that is slow to say is no reason to say nothing.</summary>
    public async Task WaitForModels(CancellationToken cancellation)
    {
        var asked = ModelsAsked;
        if (!asked.IsCompleted)
        {
            await Task.WhenAny(asked, Task.Delay(LongestWait, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Puts another configuration in force: requests that begin from now on follow it, those under way end as they
    /// began. What is known of providers and keys that stay is kept.
    /// </summary>
    /// <exception cref="ArgumentException">It contradicts itself; what was in force stays in force.</exception>
    public async Task Replace(ConfiguredProviders configured, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            await PutInForce(configured);
        }
        finally
        {
            _changing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (true)
        {
            var round = _round;
            var again = false;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, round.Over.Token);
            try
            {
                again = _listing.Take();
                await AskAll(again, either.Token);
            }
            catch (Exception failure) when (!either.IsCancellationRequested)
            {
                // What is published already goes on serving; this is tried again.
                LogNotPublished(failure);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Another configuration is in force, and its providers are asked at once: all, if all were to be asked.
                if (again)
                {
                    Refresh();
                }

                pause = FirstPause;
                continue;
            }

            round.Asked.TrySetResult();
            _hasAsked = true;
            var rest = Task.Delay(_loaded.KnowsAllModels ? ModelListing.Life : pause, time, either.Token);
            await (await Task.WhenAny(rest, _listing.Wanted)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stoppingToken.ThrowIfCancellationRequested();
            var next = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            pause = round.Over.IsCancellationRequested ? FirstPause : next;
        }
    }

    /// <summary>Secrets come first and go last, so that none is missing for a request that follows either catalog.</summary>
    private async Task PutInForce(ConfiguredProviders configured)
    {
        var before = _loaded;
        var after = before.With(configured);
        secrets.Add(configured);
        try
        {
            await Publish(after);
        }
        catch (ArgumentException)
        {
            // Refused: what was in force is.
            secrets.Add(before.Configured);
            if (_perhaps is { } perhaps)
            {
                secrets.Add(perhaps);
            }
            else
            {
                secrets.Keep(before.Configured);
            }

            throw;
        }
        catch
        {
            // Its answer may be lost though it is in force: the secrets of all that may be stay, until one surely is.
            _perhaps = configured;
            throw;
        }

        _perhaps = null;
        _loaded = after;
        secrets.Keep(configured);
        await Renew(before.Configured, configured);
        foreach (var notice in configured.Notices)
        {
            LogNotice(notice);
        }

        // Those who were being asked may have left, and others have come.
        var round = _round;
        _round = new Round(round.Asked.Task.IsCompleted ? NewSignal() : round.Asked);
        await round.Over.CancelAsync();
    }

    /// <summary>A key that rests because its secret was refused need not, once it has another.</summary>
    private async Task Renew(ConfiguredProviders before, ConfiguredProviders after)
    {
        foreach (var (id, secret) in after.Secrets)
        {
            if (before.Secrets.TryGetValue(id, out var old) && !old.Is(secret))
            {
                try
                {
                    var key = after.Providers.SelectMany(provider => provider.Keys).First(key => key.Id == id);
                    await grains.GetGrain<IQuotaGroupGrain>(key.QuotaGroup).Renew(id);
                }
                catch (Exception failure)
                {
                    // It is tried when its rest is over.
                    LogNotRenewed(id, failure);
                }
            }
        }
    }

    /// <summary>Asks all at once, and serves what some said while others are still silent.</summary>
    /// <param name="again">Whether those too that have said it; not those whose models the configuration names.</param>
    /// <param name="cancellation">Ends it.</param>
    private async Task AskAll(bool again, CancellationToken cancellation)
    {
        var unknown = again
            ? _loaded.Configured.Providers.Where(provider => provider.Models.IsEmpty)
            : _loaded.Providers.Where(provider => provider.Models.IsEmpty);
        var asked = unknown.Select(provider => Ask(provider, cancellation)).ToList();
        while (asked.Count > 0)
        {
            await Task.WhenAny(asked);
            var answered = asked.Where(answer => answer.IsCompleted).ToList();
            asked.RemoveAll(answered.Contains);
            await Take(await Task.WhenAll(answered), cancellation);
        }
    }

    private async Task Take((ProviderDefinition, ImmutableArray<string>)[] answers, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            var after = _loaded.With(answers);
            if (!ReferenceEquals(after, _loaded))
            {
                await Publish(after);
                _loaded = after;
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task<(ProviderDefinition, ImmutableArray<string>)> Ask(
        ProviderDefinition provider,
        CancellationToken cancellation
    )
    {
        try
        {
            var models = await discovery.Ask(provider, cancellation);
            LogDiscovered(provider.Id, models.Length);
            return (provider, models);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or InvalidDataException or IOException
                || failure is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            LogNotDiscovered(provider.Id, failure.Message);
            return (provider, []);
        }
    }

    private async Task Publish(LoadedCatalog loaded)
    {
        var catalog = grains.GetGrain<ICatalogGrain>(0);
        var version = (await catalog.GetCatalog()).Version;
        while (await catalog.Publish(version, loaded.Providers, loaded.Routes) is { Applied: false } refused)
        {
            version = refused.Current.Version;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Notice}")]
    private partial void LogNotice(string notice);

    [LoggerMessage(Level = LogLevel.Error, Message = "What providers serve could not be published")]
    private partial void LogNotPublished(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key {Key} has another secret, and may rest on")]
    private partial void LogNotRenewed(string key, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider} serves {Models} models")]
    private partial void LogDiscovered(string provider, int models);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Provider} did not say which models it serves, and is asked again later: {Failure}"
    )]
    private partial void LogNotDiscovered(string provider, string failure);

    /// <summary>The time in which the same providers are asked.</summary>
    private sealed record Round(TaskCompletionSource Asked)
    {
        public CancellationTokenSource Over { get; } = new();
    }
}
