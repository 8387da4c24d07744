using Aimux.Grains.Interfaces.Health;
using static Aimux.Grains.Interfaces.Health.AttemptOutcome;

namespace Aimux.Silo.Dialects;

/// <summary>Classes of errors. Those that providers use for anything count only where the status says nothing better.</summary>
internal static class TypeRows
{
    private const int InAnswer = 200;

    public static IReadOnlyList<FailureRow> All { get; } =
    [
        // Anthropic
        Row("authentication_error", Unauthorized, "Anthropic: the key was not accepted", 200, 401, 403),
        Row("billing_error", PaymentRequired, "Anthropic: no money"),
        Row("permission_error", Forbidden, "Anthropic: the key may not do this"),
        Row("not_found_error", ModelNotFound, "Anthropic: no such model"),
        Row("request_too_large", ContextTooLong, "Anthropic: more bytes than it takes"),
        Row("rate_limit_error", RateLimited, "Anthropic, z.ai: a limit of the key", 200, 429),
        Row("overloaded_error", ModelBusy, "Anthropic: no capacity, which is no fault of the key"),
        Row("api_error", ServerError, "Anthropic: its own fault", InAnswer),
        Row("timeout_error", ServerError, "Anthropic: took too long", InAnswer),
        // Moonshot
        Row("rate_limit_reached_error", RateLimited, "Moonshot: a limit of the key"),
        Row("engine_overloaded_error", ModelBusy, "Moonshot: no capacity, which is no fault of the key"),
        Row("exceeded_current_quota_error", PaymentRequired, "Moonshot: no money, which comes as 429"),
        Row("content_filter", ContentRefused, "Moonshot: stopped by the filter"),
        // OpenAI
        Row("insufficient_quota", QuotaExhausted, "OpenAI: no credit left, which comes as 429"),
        // OpenRouter, whose types are made of the limit that was met
        Row("openrouter_in_flight_budget", TooManyConcurrent, "OpenRouter: too much money in flight, under 402"),
        // In an answer of 200 there is no status to tell: a word is better than nothing. Quota goes before rate limit,
        // since some name both.
        Word("insufficient_quota", QuotaExhausted),
        Word("current_quota", PaymentRequired),
        Word("rate_limit", RateLimited),
        Word("overloaded", ModelBusy),
        Word("invalid_request", RequestRejected),
    ];

    private static FailureRow Row(string type, AttemptOutcome outcome, string why, params int[] statuses) =>
        new(outcome, why) { Type = type, Statuses = statuses };

    private static FailureRow Word(string name, AttemptOutcome outcome) =>
        new(outcome, $"'{name}' in the name of an error inside an answer") { Name = name, Statuses = [InAnswer] };
}
