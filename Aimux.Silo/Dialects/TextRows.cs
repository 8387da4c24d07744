using Aimux.Grains.Interfaces.Health;
using static Aimux.Grains.Interfaces.Health.AttemptOutcome;

namespace Aimux.Silo.Dialects;

/// <summary>Sentences, for the few cases in which nothing else tells two failures apart. Each is bound to its statuses.</summary>
internal static class TextRows
{
    private static readonly int[] Rejected = [200, 400, 413, 422];
    private static readonly int[] Limited = [200, 429];
    private static readonly int[] Denied = [403];
    private static readonly int[] Busy = [429, 503];

    public static IReadOnlyList<FailureRow> All { get; } =
    [
        // The prompt does not fit: providers agree on the status and on nothing else.
        Row(Rejected, "longer than the model's context length", ContextTooLong, "Synthetic"),
        Row(Rejected, "Context limit exceeded", ContextTooLong, "Synthetic"),
        Row(Rejected, "maximum context length", ContextTooLong, "vLLM, DeepSeek, OpenRouter"),
        Row(Rejected, "prompt is too long", ContextTooLong, "Anthropic"),
        Row(Rejected, "exceed context limit", ContextTooLong, "Anthropic: prompt and max_tokens together"),
        Row(Rejected, "exceeds the available context size", ContextTooLong, "llama.cpp"),
        // Faults of an account that come as faults of the request.
        Row([400], "credit balance is too low", PaymentRequired, "Anthropic: no money, under 400"),
        Row([400], "not a valid model ID", ModelNotFound, "OpenRouter: no such model, under 400"),
        new(UnknownField, "names a field that it does not know") { Statuses = [400, 422], NamesField = true },
        // 429 without a code.
        Row(Limited, "exceeded your subscription rate limits", QuotaExhausted, "Synthetic: the subscription's window"),
        Row(Limited, "limit will reset at", QuotaExhausted, "z.ai: a window of the plan, without its code"),
        Row(Limited, "per day", QuotaExhausted, "a limit of the day"),
        Row(Limited, "concurren", TooManyConcurrent, "as many at once as the account allows"),
        Row(Limited, "parallel requests", TooManyConcurrent, "Synthetic: as many at once as the account allows"),
        Row(Busy, "experiencing high traffic", ModelBusy, "Cerebras: no capacity, mostly for a second"),
        Row([429], "overloaded", ModelBusy, "no capacity, which is no fault of the key"),
        Row([503], "model is overloaded", ModelBusy, "one model has no capacity; the provider may be well"),
        Row([503], "model is currently overloaded", ModelBusy, "one model has no capacity; the provider may be well"),
        Row([503], "loading model", ModelBusy, "llama.cpp: the model is being loaded"),
        // 403 has four meanings.
        Row(Denied, "input was flagged", ContentRefused, "OpenRouter: stopped by moderation"),
        Row(Denied, "quota", QuotaExhausted, "Kimi Code: the plan's quota is used up, under 403"),
        Row(Denied, "usage limit", QuotaExhausted, "Kimi Code: the plan's quota is used up, under 403"),
        new(Blocked, "a firewall's page: nobody looked at the key") { Statuses = Denied, Shape = ErrorShape.Page },
        Row(Denied, "your region", Blocked, "not from here, whatever the key"),
        Row(Denied, "your country", Blocked, "not from here, whatever the key"),
    ];

    private static FailureRow Row(int[] statuses, string text, AttemptOutcome outcome, string why) =>
        new(outcome, why) { Statuses = statuses, Text = text };
}
