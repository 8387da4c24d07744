using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.History;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Admin.Api;

/// <summary><c>GET /api/metrics</c> and <c>GET /api/metrics/history</c>: the figures behind the page, for scripts.</summary>
internal sealed partial class MetricsEndpoints(
    ICatalogView catalog,
    GrainReferences grains,
    TimeProvider time,
    ILogger<MetricsEndpoints> logger
)
{
    private const int MostAtOnce = 16;

    private static readonly HistoryQuery[] Spans =
    [
        HistoryQuery.LastMinute,
        HistoryRange.Hour.Total(),
        HistoryRange.Day.Total(),
    ];

    public async Task Totals(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var all = catalog.Current.Catalog.Providers;
        var requests = new MetricSpans[1];
        var providers = new ConcurrentDictionary<string, MetricSpans>(StringComparer.Ordinal);
        var keys = new ConcurrentDictionary<string, MetricSpans>(StringComparer.Ordinal);
        var questions = new List<(string Subject, Func<Task> Ask)>
        {
            ("requests", async () => requests[0] = await Ask(query => grains.Requests.GetHistory(query))),
        };
        foreach (var provider in all)
        {
            var grain = grains.Provider(provider.Id);
            questions.Add((provider.Id, async () => providers[provider.Id] = await Ask(grain.GetHistory)));
        }

        foreach (var key in all.SelectMany(provider => provider.Keys))
        {
            var grain = grains.Group(key.QuotaGroup);
            questions.Add((key.Id, async () => keys[key.Id] = await Ask(query => grain.GetHistory(key.Id, query))));
        }

        var bound = new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(questions, bound, async (question, _) => await Try(question, cancellation));
        if (requests[0] is null)
        {
            await ProblemWriter.Write(context, 503, "Not now", "The history did not answer; its log says why.");
            return;
        }

        var page = new MetricsPage(time.GetUtcNow(), requests[0], providers, keys);
        await context.Response.WriteAsJsonAsync(page, AdminJson.Readable.MetricsPage, cancellationToken: cancellation);
    }

    public async Task History(HttpContext context)
    {
        var query = context.Request.Query;
        HistoryRange? range = query["range"].ToString() switch
        {
            "" or "5m" => HistoryRange.FiveMinutes,
            "1h" => HistoryRange.Hour,
            "24h" => HistoryRange.Day,
            _ => null,
        };
        if (range is not { } known)
        {
            var detail = $"'range' must be 5m, 1h or 24h, not '{query["range"]}'.";
            await ProblemWriter.Write(context, 400, "Bad range", detail);
            return;
        }

        var index = catalog.Current;
        HistorySeries series;
        if (query["key"] is { Count: > 0 } keyId)
        {
            if (index.FindKey(keyId.ToString()) is not { } key)
            {
                await ProblemWriter.Write(context, 404, "No such key", $"There is no key '{keyId}'.");
                return;
            }

            series = await grains.Group(key.QuotaGroup).GetHistory(key.Id, known.Query());
        }
        else if (query["provider"] is { Count: > 0 } providerId)
        {
            if (index.FindProvider(providerId.ToString()) is not { } provider)
            {
                await ProblemWriter.Write(context, 404, "No such provider", $"There is no provider '{providerId}'.");
                return;
            }

            series = await grains.Provider(provider.Id).GetHistory(known.Query());
        }
        else
        {
            series = await grains.Requests.GetHistory(known.Query());
        }

        await context.Response.WriteAsJsonAsync(series, AdminJson.Readable.HistorySeries);
    }

    private static async Task<MetricSpans> Ask(Func<HistoryQuery, ValueTask<HistorySeries>> history)
    {
        var totals = new MetricTotals[Spans.Length];
        for (var span = 0; span < Spans.Length; span++)
        {
            totals[span] = Of(await history(Spans[span]));
        }

        return new MetricSpans(totals[0], totals[1], totals[2]);
    }

    private static MetricTotals Of(HistorySeries series)
    {
        var counts = series.Points[0];
        var ended = counts.Succeeded + counts.Failed;
        var seconds = series.Step.TotalSeconds;
        return new MetricTotals(
            counts.Count / seconds,
            ended == 0 ? null : (double)counts.Succeeded / ended,
            counts.OutputTokens / seconds,
            counts.CostMicros / 1e6,
            counts
        );
    }

    private async ValueTask Try((string Subject, Func<Task> Ask) question, CancellationToken cancellation)
    {
        try
        {
            await question.Ask();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogSilent(question.Subject, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The history of {Subject} did not answer")]
    private partial void LogSilent(string subject, Exception failure);
}
