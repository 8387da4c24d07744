using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>
/// What the data plane counts, under OpenTelemetry's GenAI names where they exist. Labels come from the catalog and
/// from enumerations, never from callers, so their number is bounded.
/// </summary>
internal sealed class ProxyMetrics
{
    public const string MeterName = "Aimux.Proxy";

    private static readonly double[] DurationBuckets =
    [
        0.01,
        0.02,
        0.04,
        0.08,
        0.16,
        0.32,
        0.64,
        1.28,
        2.56,
        5.12,
        10.24,
        20.48,
        40.96,
        81.92,
        164,
        328,
        655,
    ];

    private static readonly double[] TokenBuckets = [.. Enumerable.Range(0, 14).Select(power => Math.Pow(4, power))];

    private readonly Counter<long> _requests;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _failovers;
    private readonly UpDownCounter<long> _inFlight;
    private readonly Histogram<double> _requestDuration;
    private readonly Histogram<double> _overhead;
    private readonly Histogram<double> _operationDuration;
    private readonly Histogram<double> _timeToFirstChunk;
    private readonly Histogram<long> _tokens;

    public ProxyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("aimux.requests", "{request}", "Requests of callers, by status.");
        _attempts = meter.CreateCounter<long>("aimux.attempts", "{attempt}", "Tries at providers, by outcome.");
        _failovers = meter.CreateCounter<long>(
            "aimux.failovers",
            "{request}",
            "Requests served after a failed attempt."
        );
        _inFlight = meter.CreateUpDownCounter<long>("aimux.requests.active", "{request}", "Requests under way.");
        _requestDuration = Seconds(meter, "aimux.request.duration", "Requests of callers, to the end of the answer.");
        _overhead = meter.CreateHistogram(
            "aimux.request.overhead",
            "s",
            "Time to the first content that was not the serving provider's.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.00005,
                    0.0001,
                    0.0002,
                    0.0005,
                    0.001,
                    0.002,
                    0.005,
                    0.01,
                    0.05,
                    0.1,
                    0.5,
                    1,
                    5,
                ],
            }
        );
        _operationDuration = Seconds(meter, "gen_ai.client.operation.duration", "Attempts at providers.");
        _timeToFirstChunk = Seconds(
            meter,
            "gen_ai.client.operation.time_to_first_chunk",
            "Streams, to the first content."
        );
        _tokens = meter.CreateHistogram(
            "gen_ai.client.token.usage",
            "{token}",
            "Tokens as providers counted them.",
            advice: new InstrumentAdvice<long>
            {
                HistogramBucketBoundaries = [.. TokenBuckets.Select(size => (long)size)],
            }
        );
    }

    public void OnRequestBegan() => _inFlight.Add(1);

    public void OnRequestEnded(DecisionRecord decision, DecisionEnd end)
    {
        _inFlight.Add(-1);
        var status = new KeyValuePair<string, object?>("http.response.status_code", BoxedStatus.Of(end.Status));
        _requests.Add(1, status);
        _requestDuration.Record(end.DurationMs / 1000, status);
        if (end.Provider is null)
        {
            return;
        }

        if (decision.Attempts.Length > 1)
        {
            _failovers.Add(1, new KeyValuePair<string, object?>("gen_ai.provider.name", end.Provider));
        }

        if (end.TimeToFirstMs is { } toFirst && decision.Attempts[^1].End?.LatencyMs is { } theirs)
        {
            _overhead.Record(Math.Max(0, toFirst - theirs) / 1000);
        }
    }

    public void OnAttempt(
        Attempt attempt,
        RequestPeek peek,
        AttemptOutcome outcome,
        TimeSpan duration,
        TimeSpan? latency,
        Usage? usage
    )
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", peek.Operation.Name },
            { "gen_ai.provider.name", attempt.Provider.Id },
            { "gen_ai.request.model", KnownModel(attempt) },
        };
        if (peek.Streaming && latency is { } toFirst)
        {
            _timeToFirstChunk.Record(toFirst.TotalSeconds, tags);
        }

        if (usage is { } counted)
        {
            var input = tags;
            input.Add("gen_ai.token.type", "input");
            _tokens.Record(counted.InputTokens, input);
            var output = tags;
            output.Add("gen_ai.token.type", "output");
            _tokens.Record(counted.OutputTokens, output);
        }

        if (outcome != AttemptOutcome.Succeeded)
        {
            tags.Add("error.type", outcome.ToString());
        }

        _operationDuration.Record(duration.TotalSeconds, tags);
        _attempts.Add(
            1,
            new("gen_ai.provider.name", attempt.Provider.Id),
            new("aimux.outcome", OutcomeNames.Of(outcome))
        );
    }

    // A caller may address any name as provider/model; only those that the provider lists become labels.
    private static string KnownModel(Attempt attempt)
    {
        var model = attempt.Candidate.UpstreamModel;
        return attempt.Provider.Models.Contains(model) ? model : "other";
    }

    private static Histogram<double> Seconds(Meter meter, string name, string description) =>
        meter.CreateHistogram(
            name,
            "s",
            description,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBuckets }
        );

    private static class OutcomeNames
    {
        private static readonly string[] Names = Enum.GetNames<AttemptOutcome>();

        public static string Of(AttemptOutcome outcome) => Names[(int)outcome];
    }

    /// <summary>Statuses as objects, made once.</summary>
    private static class BoxedStatus
    {
        private static readonly object[] Boxes = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

        public static object Of(int status) => status is >= 0 and < 600 ? Boxes[status] : Boxes[0];
    }
}
