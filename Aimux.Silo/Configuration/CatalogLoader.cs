using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>
/// Publishes the configured providers at start, then asks those whose models are unknown for their lists, and asks
/// again later those that did not answer.
/// </summary>
internal sealed partial class CatalogLoader(
    IProviderSource source,
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

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConfiguredProviders _configured = new([], ImmutableDictionary<string, ApiSecret>.Empty, null, []);

    /// <summary>Ends when every provider was asked once for its models, whether it answered or not.</summary>
    public Task ModelsAsked => _asked.Task;

    /// <summary>Waits until the models are known, but not for long: a provider that is slow to say is no reason to say nothing.</summary>
    public async Task WaitForModels(CancellationToken cancellation)
    {
        if (!ModelsAsked.IsCompleted)
        {
            await Task.WhenAny(ModelsAsked, Task.Delay(LongestWait, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _configured = await source.Load(cancellationToken);
        foreach (var (keyId, secret) in _configured.Secrets)
        {
            secrets.Set(keyId, secret);
        }

        foreach (var notice in _configured.Notices)
        {
            LogNotice(notice);
        }

        await Publish(_configured.Providers);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                if (await AskAll(stoppingToken) == 0)
                {
                    return;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // What is published already goes on serving; this is tried again.
                LogNotPublished(failure);
            }
            finally
            {
                _asked.TrySetResult();
            }

            await Task.Delay(pause, time, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <returns>How many providers still have no known model.</returns>
    private async Task<int> AskAll(CancellationToken cancellation)
    {
        var before = _configured.Providers;
        var after = await Task.WhenAll(before.Select(provider => Ask(provider, cancellation)));
        if (!after.SequenceEqual(before))
        {
            _configured = _configured with { Providers = [.. after] };
            await Publish(_configured.Providers);
        }

        return after.Count(provider => provider.Models.IsEmpty);
    }

    private async Task<ProviderDefinition> Ask(ProviderDefinition provider, CancellationToken cancellation)
    {
        if (!provider.Models.IsEmpty)
        {
            return provider;
        }

        try
        {
            var models = await discovery.Ask(provider, cancellation);
            LogDiscovered(provider.Id, models.Length);
            return provider with { Models = models };
        }
        catch (Exception failure)
            when (failure is HttpRequestException or InvalidDataException or IOException
                || failure is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            LogNotDiscovered(provider.Id, failure.Message);
            return provider;
        }
    }

    private async Task Publish(ImmutableArray<ProviderDefinition> providers)
    {
        var catalog = grains.GetGrain<ICatalogGrain>(0);
        var routes = _configured.Routes ?? RouteBuilder.FromModels(providers);
        var version = (await catalog.GetCatalog()).Version;
        while (await catalog.Publish(version, providers, routes) is { Applied: false } refused)
        {
            version = refused.Current.Version;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Notice}")]
    private partial void LogNotice(string notice);

    [LoggerMessage(Level = LogLevel.Error, Message = "What providers serve could not be published")]
    private partial void LogNotPublished(Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider} serves {Models} models")]
    private partial void LogDiscovered(string provider, int models);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Provider} did not say which models it serves, and is asked again later: {Failure}"
    )]
    private partial void LogNotDiscovered(string provider, string failure);
}
