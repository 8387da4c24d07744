using Aimux.Silo.Simulation.Errors;
using Aimux.Silo.Simulation.Quotas;

namespace Aimux.Silo.Simulation;

/// <summary>What a simulated provider's settings must hold; members are named as in JSON.</summary>
internal static class SettingsRules
{
    private const double LongestDelayMs = 3_600_000;
    private const double FastestPace = 1_000_000;
    private const int MostOutputTokens = 1_000_000;
    private const int HighestLimit = 1_000_000_000;
    private const double LongestRetryAfter = 86_400;
    private const double LongestWindow = 31_536_000;
    private const int MostRecorded = 1000;

    public static SimulatedProviderSettings Check(SimulatedProviderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CheckDelay(settings.TimeToFirstTokenMs);
        CheckPace(settings.TokensPerSecond);
        CheckJitter(settings.Jitter);
        CheckOutputTokens(settings.OutputTokens);
        CheckRange("requests_per_minute", settings.RequestsPerMinute ?? 1, 1, HighestLimit);
        CheckRange("tokens_per_minute", settings.TokensPerMinute ?? 1, 1, HighestLimit);
        CheckRetryAfter(settings.RetryAfterSeconds);
        CheckNames("models", settings.Models, 1, 1000);
        CheckNames("embedding_models", settings.EmbeddingModels, 0, 1000);
        CheckNames("api_keys", settings.ApiKeys, 0, 10_000);
        CheckFaults(settings.Faults);
        CheckChoice("error_style", settings.ErrorStyle, ErrorStyles.Names);
        CheckProtocols(settings.Protocols);
        CheckNames("refused_fields", settings.RefusedFields, 0, 1000);
        CheckRange("cache_read_tokens", settings.CacheReadTokens, 0, HighestLimit);
        CheckRange("cache_creation_tokens", settings.CacheCreationTokens, 0, HighestLimit);
        CheckRange("recorded_requests", settings.RecordedRequests, 0, MostRecorded);
        CheckQuota(settings.Quota);
        return settings;
    }

    public static void CheckDelay(double value) => CheckRange("time_to_first_token_ms", value, 0, LongestDelayMs);

    public static void CheckPace(double value) => CheckRange("tokens_per_second", value, 0, FastestPace);

    public static void CheckJitter(double value) => CheckRange("jitter", value, 0, 1);

    public static void CheckOutputTokens(double value) => CheckRange("output_tokens", value, 0, MostOutputTokens);

    public static void CheckRetryAfter(double value) => CheckRange("retry_after_seconds", value, 0, LongestRetryAfter);

    private static void CheckProtocols(string[]? protocols)
    {
        CheckNames("protocols", protocols, 0, Protocols.All.Length);
        foreach (var protocol in protocols!)
        {
            CheckChoice("protocols", protocol, Protocols.All);
        }
    }

    private static void CheckChoice(string member, string? value, IEnumerable<string> choices)
    {
        if (!choices.Contains(value, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"{member} must be of {string.Join(", ", choices)}, but is '{value}'.",
                nameof(value)
            );
        }
    }

    private static void CheckQuota(QuotaFigures? quota)
    {
        if (quota is null)
        {
            throw new ArgumentException("quota must be an object, but is null.", nameof(quota));
        }

        CheckRange("quota.limit", quota.Limit, 0, HighestLimit);
        CheckRange("quota.used", quota.Used, 0, quota.Limit);
        CheckRange("quota.balance", quota.Balance, 0, HighestLimit);
        CheckRange("quota.resets_in_seconds", quota.ResetsInSeconds, 0, LongestWindow);
    }

    private static void CheckFaults(FaultRates? faults)
    {
        if (faults is null)
        {
            throw new ArgumentException("faults must be an object, but is null.", nameof(faults));
        }

        var sum = 0.0;
        foreach (var (fault, rate) in faults.List())
        {
            CheckRange("faults." + FaultNames.Of(fault), rate, 0, 1);
            sum += rate;
        }

        // Ten times 0.1 is a little more than 1 in binary.
        if (sum > 1 + 1e-9)
        {
            throw new ArgumentException($"faults must add up to at most 1, but add up to {sum}.", nameof(faults));
        }
    }

    private static void CheckRange(string member, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException($"{member} must be from {least:0} to {most:0}, but is {value}.", nameof(value));
        }
    }

    private static void CheckNames(string member, string[]? values, int least, int most)
    {
        if (values is null)
        {
            throw new ArgumentException($"{member} must be a list, but is null.", nameof(values));
        }

        if (values.Length < least || values.Length > most)
        {
            throw new ArgumentException(
                $"{member} must have from {least} to {most} entries, but has {values.Length}.",
                nameof(values)
            );
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(values[i]) || values[i].Length > 256)
            {
                throw new ArgumentException(
                    $"{member}[{i}] must be a text of 1 to 256 characters, but is '{values[i]}'.",
                    nameof(values)
                );
            }
        }

        if (values.Distinct(StringComparer.Ordinal).Count() != values.Length)
        {
            throw new ArgumentException($"{member} must not name the same entry twice.", nameof(values));
        }
    }
}
