using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Latency;

/// <summary>Measures how fast one provider serves one model. Not thread safe: its owner is a grain.</summary>
internal sealed class ModelMeter(string upstreamModel)
{
    // A handful of tokens, or all of them at once, says nothing about speed.
    private const int LeastTokens = 8;
    private const double LeastAnswerMs = 0.5;
    private const double MostTokensPerSecond = 20_000;

    private readonly SizeMeter?[] _sizes = new SizeMeter?[InputSize.Count];
    private double _tokensPerSecond;
    private double _outputTokens;
    private DateTimeOffset _at;

    /// <summary>Takes in what an attempt taught.</summary>
    /// <returns>What is known now; <c>null</c> if it taught nothing.</returns>
    public ModelSpeed? Observe(ProviderReport report, DateTimeOffset now)
    {
        var size = InputSize.Of(report.InputTokens);
        var meter = _sizes[size];
        var expected = meter?.FirstToken is { } known ? PeakEwma.Expected(known, now) : (double?)null;
        var split = Split(report, expected);
        if (LatencySample.Of(report, split?.FirstTokenMs, expected) is not { } sampleMs)
        {
            return null;
        }

        _sizes[size] = meter ??= new SizeMeter();
        meter.Observe(report, sampleMs, now);
        if (report.Outcome == AttemptOutcome.Succeeded && split is { } parts)
        {
            ObserveAnswer(report.OutputTokens, parts.AnswerMs, now);
        }

        return Speed(size);
    }

    /// <summary>What is known, for each class of prompts that was seen.</summary>
    public IEnumerable<ModelSpeed> Speeds() =>
        Enumerable.Range(0, InputSize.Count).Where(size => _sizes[size] is not null).Select(Speed);

    private ModelSpeed Speed(int size)
    {
        var meter = _sizes[size]!;
        return new ModelSpeed(
            upstreamModel,
            size,
            meter.FirstToken.GetValueOrDefault(),
            _tokensPerSecond,
            _outputTokens,
            meter.ColdMs
        );
    }

    private AnswerSplit? Split(ProviderReport report, double? expectedMs)
    {
        if (report.Latency is not { } latency)
        {
            return null;
        }

        if (report.Streaming)
        {
            var rest = report.Elapsed - latency;
            return new AnswerSplit(latency.TotalMilliseconds, Math.Max(0, rest.TotalMilliseconds));
        }

        var tokens = report.OutputTokens ?? _outputTokens;
        return AnswerSplit.OfWhole(latency.TotalMilliseconds, tokens, expectedMs, _tokensPerSecond);
    }

    private void ObserveAnswer(int? outputTokens, double answerMs, DateTimeOffset now)
    {
        if (outputTokens is not { } tokens)
        {
            return;
        }

        var weight = PeakEwma.WeightAfter(now > _at ? now - _at : TimeSpan.Zero);
        _at = now;
        _outputTokens = _outputTokens == 0 ? tokens : _outputTokens + weight * (tokens - _outputTokens);
        if (tokens >= LeastTokens)
        {
            // Times are what adds up, so it is times that are averaged.
            var sample = tokens * 1000 / Math.Max(answerMs, LeastAnswerMs);
            var bounded = Math.Min(sample, MostTokensPerSecond);
            _tokensPerSecond =
                _tokensPerSecond == 0 ? bounded : 1 / ((1 - weight) / _tokensPerSecond + weight / bounded);
        }
    }

    /// <summary>The time to the first token of prompts of one class.</summary>
    private sealed class SizeMeter
    {
        private double? _coldMean;
        private double? _warmMean;

        // What a failure made it look like is forgotten with the first answer.
        private bool _isGuess = true;

        public LatencyEstimate? FirstToken { get; private set; }

        public double? ColdMs => _coldMean - _warmMean is { } difference ? Math.Max(0, difference) : null;

        public void Observe(ProviderReport report, double sampleMs, DateTimeOffset now)
        {
            var served = report.Outcome == AttemptOutcome.Succeeded;
            FirstToken = PeakEwma.Observe(_isGuess && served ? null : FirstToken, sampleMs, report.InFlight, now);
            _isGuess &= !served;
            if (served)
            {
                ref var mean = ref report.Warm ? ref _warmMean : ref _coldMean;
                const double weight = 0.2;
                mean = mean is { } known ? known + weight * (sampleMs - known) : sampleMs;
            }
        }
    }
}
