using Aimux.Grains.Interfaces.Health;
using static Aimux.Grains.Interfaces.Health.AttemptOutcome;

namespace Aimux.Silo.Dialects;

/// <summary>Codes that are words. Where a code says less than its message, the row with the message stands first.</summary>
internal static class CodeRows
{
    public static IReadOnlyList<FailureRow> All { get; } =
    [
        // Cerebras: the body is flat, and its two quotas are limits of the minute, the hour or the day.
        Row("request_quota_exceeded", QuotaExhausted, "Cerebras: requests of the day", "per day"),
        Row("token_quota_exceeded", QuotaExhausted, "Cerebras: tokens of the day", "per day"),
        Row("request_quota_exceeded", RateLimited, "Cerebras: requests of the minute"),
        Row("token_quota_exceeded", RateLimited, "Cerebras: tokens of the minute"),
        Row("queue_exceeded", ModelBusy, "Cerebras: no capacity, mostly for a second"),
        Row("wrong_api_key", Unauthorized, "Cerebras: wrong key"),
        new(UnknownField, "Cerebras: names a property that it does not know")
        {
            Code = "wrong_api_format",
            NamesField = true,
        },
        Row("wrong_api_format", RequestRejected, "Cerebras: does not fit the schema"),
        // OpenAI, and whoever speaks like it.
        new(PaymentRequired, "under 402 no money is meant") { Code = "insufficient_quota", Statuses = [402] },
        Row("insufficient_quota", QuotaExhausted, "OpenAI: no credit left, which comes as 429"),
        Row("billing_hard_limit_reached", PaymentRequired, "OpenAI: the limit that the owner has set"),
        Row("rate_limit_exceeded", QuotaExhausted, "OpenAI, Groq: a limit of the day", "per day"),
        Row("rate_limit_exceeded", RateLimited, "OpenAI, Groq: a limit of the minute"),
        Row("invalid_api_key", Unauthorized, "OpenAI: no such key"),
        Row("account_deactivated", AccountLocked, "OpenAI: the account is closed"),
        Row("unsupported_country_region_territory", Blocked, "OpenAI: not from here, whatever the key"),
        Row("model_not_found", ModelNotFound, "OpenAI: no such model for this key"),
        Row("model_decommissioned", ModelNotFound, "Groq: no longer served"),
        Row("context_length_exceeded", ContextTooLong, "OpenAI: longer than the model's context"),
        Row("content_policy_violation", ContentRefused, "OpenAI: against the policy"),
        Row("content_filter", ContentRefused, "Azure: stopped by the filter"),
        new(UnknownField, "OpenAI: names a parameter that it does not know")
        {
            Code = "unknown_parameter",
            NamesField = true,
        },
        new(UnknownField, "OpenAI: names a parameter that the model does not take")
        {
            Code = "unsupported_parameter",
            NamesField = true,
        },
    ];

    private static FailureRow Row(string code, AttemptOutcome outcome, string why, string? text = null) =>
        new(outcome, why) { Code = code, Text = text };
}
