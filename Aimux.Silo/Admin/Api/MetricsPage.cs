using Aimux.Grains.Interfaces.History;

namespace Aimux.Silo.Admin.Api;

/// <summary>What went through Aimux.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Requests">What callers got.</param>
/// <param name="Providers">What providers did, by id; one that did not answer is missing.</param>
/// <param name="Keys">What happened under keys, by id; without times.</param>
internal sealed record MetricsPage(
    DateTimeOffset At,
    MetricSpans Requests,
    IReadOnlyDictionary<string, MetricSpans> Providers,
    IReadOnlyDictionary<string, MetricSpans> Keys
);

/// <summary>The same over three spans of time.</summary>
/// <param name="Minute">The last minute.</param>
/// <param name="Hour">The last hour.</param>
/// <param name="Day">The last 24 hours.</param>
internal sealed record MetricSpans(MetricTotals Minute, MetricTotals Hour, MetricTotals Day);

/// <summary>Totals of a span and what follows from them.</summary>
/// <param name="PerSecond">How many ended a second.</param>
/// <param name="SuccessShare">The share that ended well, 0 to 1; <c>null</c> if none ended.</param>
/// <param name="OutputTokensPerSecond">Tokens of answers a second.</param>
/// <param name="CostUsd">What it cost, dollars, as far as prices are known.</param>
/// <param name="Counts">The counts themselves and percentiles, ms.</param>
internal sealed record MetricTotals(
    double PerSecond,
    double? SuccessShare,
    double OutputTokensPerSecond,
    double CostUsd,
    HistoryPoint Counts
);
