using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Dialects.Quotas;

namespace Aimux.Silo.Proxy.Quotas;

/// <summary>
/// Asks the vendors that tell it, now and then, how much of each key's quota is left, and puts it on the board. Only to
/// be looked at: no answer and no failure counts for or against a key, or its provider.
/// </summary>
internal sealed partial class QuotaPoller(
    ICatalogView catalog,
    UpstreamPool upstreams,
    SecretStore secrets,
    QuotaBoard board,
    QuotaPace pace,
    BoundsInForce bounds,
    TimeProvider time,
    ILogger<QuotaPoller> logger
) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly QuotaQuestion _question = new(time);
    private readonly Dictionary<string, QuotaTurn> _turns = new(StringComparer.Ordinal);

    /// <summary>
    /// Asks for one key of each provider that has one due; the others follow in the next rounds, so that a provider has
    /// never more than one of these calls. Rounds follow each other.
    /// </summary>
    internal async Task Round(CancellationToken cancellation)
    {
        var providers = bounds.Current.Quotas ? catalog.Current.Catalog.Providers.Where(Tells).ToList() : [];
        TakeIn(providers);
        await Task.WhenAll(providers.Select(FindDue).OfType<Due>().Select(due => Ask(due, cancellation)));
    }

    /// <summary>
    /// Whether a provider has its vendor's host. What stands before another one may be anything, a gateway of the
    /// operator's above all: it would not know the path, or count the question as a request. Nobody but the operator
    /// listens on loopback.
    /// </summary>
    internal static bool Tells(ProviderDefinition provider)
    {
        if (QuotaSource.Find(provider.Vendor) is null || ProviderPreset.Find(provider.Vendor) is not { } preset)
        {
            return false;
        }

        var address = new Uri(provider.BaseUrl);
        return address.IsLoopback
            || Uri.Compare(
                address,
                new Uri(preset.BaseUrl),
                UriComponents.SchemeAndServer,
                UriFormat.UriEscaped,
                StringComparison.OrdinalIgnoreCase
            ) == 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Tick, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
    }

    /// <summary>Knows the keys that there are now, and no others.</summary>
    private void TakeIn(List<ProviderDefinition> providers)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var provider in providers)
        {
            foreach (var key in provider.Keys)
            {
                if (secrets.Find(key.Id, provider) is { IsNone: false } secret)
                {
                    known.Add(key.Id);
                    TakeIn(provider, key, secret);
                }
            }
        }

        foreach (var gone in _turns.Keys.Where(id => !known.Contains(id)).ToList())
        {
            _turns.Remove(gone);
        }

        board.Keep(known);
    }

    private void TakeIn(ProviderDefinition provider, KeyDefinition key, ApiSecret secret)
    {
        if (_turns.TryGetValue(key.Id, out var turn) && turn.IsOf(provider, secret))
        {
            return;
        }

        board.Forget(key.Id);
        var firstAt = time.GetUtcNow() + pace.WaitAtFirst(Draw());
        _turns[key.Id] = new QuotaTurn(QuotaSource.Find(provider.Vendor)!, provider, secret, firstAt);
    }

    /// <summary>The key of a provider that waits longest.</summary>
    private Due? FindDue(ProviderDefinition provider)
    {
        var (upstream, now) = (upstreams.For(provider), time.GetUtcNow());
        return provider
            .Keys.Where(key => _turns.ContainsKey(key.Id))
            .Select(key => new Due(key.Id, _turns[key.Id], upstream, _turns[key.Id].DueAt(pace, upstream.LastUsed)))
            .Where(due => due.At <= now)
            .MinBy(due => due.At);
    }

    private async Task Ask(Due due, CancellationToken cancellation)
    {
        var reading = await _question.Ask(due.Upstream, due.Turn, cancellation);
        due.Turn.Asked(reading.Problem is null, time.GetUtcNow(), Draw());
        board.Set(due.KeyId, reading);
        LogAsked(due.KeyId, reading.Problem ?? "told");
    }

    // Nothing depends on who could guess it.
    private static double Draw() => Random.Shared.NextDouble();

    [LoggerMessage(Level = LogLevel.Debug, Message = "The quota of {Key}: {Outcome}")]
    private partial void LogAsked(string key, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quotas could not be asked for")]
    private partial void LogFailed(Exception failure);

    private sealed record Due(string KeyId, QuotaTurn Turn, Upstream Upstream, DateTimeOffset At);
}
