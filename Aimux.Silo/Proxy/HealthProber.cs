using System.Diagnostics;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Looks at providers by the one call that is free everywhere, the list of their models: at those that were not to be
/// reached, so that no caller has to find out whether they are back, and if asked to also at those that are idle.
/// </summary>
internal sealed partial class HealthProber(
    ICatalogView catalog,
    IHealthView health,
    GrainReferences grains,
    ModelDiscovery discovery,
    UpstreamPool upstreams,
    BoundsInForce bounds,
    TimeProvider time,
    ILogger<HealthProber> logger
) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Pace, time);
        while (await pace.WaitForNextTickAsync(stoppingToken))
        {
            if (bounds.Current.Probes == ProbeChoice.Off)
            {
                continue;
            }

            var due = catalog.Current.Catalog.Providers.Where(IsDue).Select(provider => Probe(provider, stoppingToken));
            await Task.WhenAll(due);
        }
    }

    private bool IsDue(ProviderDefinition provider)
    {
        var (breaker, now) = (health.BreakerOf(provider.Id), time.GetUtcNow());
        return HealthProbes.MayRecover(breaker, now)
            || bounds.Current.Probes == ProbeChoice.Idle
                && HealthProbes.IsIdle(breaker, upstreams.For(provider).LastUsed, now);
    }

    private async Task Probe(ProviderDefinition provider, CancellationToken cancellation)
    {
        try
        {
            var isProbe = health.BreakerOf(provider.Id).Status != BreakerStatus.Closed;
            if (isProbe && !await grains.Provider(provider.Id).TryProbe())
            {
                return; // a request is probing already
            }

            upstreams.For(provider).Touch(time.GetUtcNow());
            var began = Stopwatch.GetTimestamp();
            var outcome = await Look(provider, cancellation);
            var report = new ProviderReport(
                UpstreamModel: "",
                Streaming: false,
                outcome,
                Latency: null,
                Stopwatch.GetElapsedTime(began),
                InFlight: 0,
                isProbe
            );
            await grains.Provider(provider.Id).Report(report);
            LogLooked(provider.Id, outcome);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotLooked(provider.Id, failure);
        }
    }

    private async Task<AttemptOutcome> Look(ProviderDefinition provider, CancellationToken cancellation)
    {
        try
        {
            await discovery.Ask(provider, cancellation);
            return AttemptOutcome.Succeeded;
        }
        catch (HttpRequestException failure) when (failure.StatusCode is { } status)
        {
            // Whatever it says of the key or the path, it is there.
            return (int)status < 500 ? AttemptOutcome.Succeeded : AttemptOutcome.ServerError;
        }
        catch (InvalidDataException)
        {
            return AttemptOutcome.Succeeded;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or OperationCanceledException
                && !cancellation.IsCancellationRequested
            )
        {
            return FailureClassifier.Classify(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A look at {Provider}: {Outcome}")]
    private partial void LogLooked(string provider, AttemptOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} could not be looked at")]
    private partial void LogNotLooked(string provider, Exception failure);
}
