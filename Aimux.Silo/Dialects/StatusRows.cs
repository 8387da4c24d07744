using Aimux.Grains.Interfaces.Health;
using static Aimux.Grains.Interfaces.Health.AttemptOutcome;

namespace Aimux.Silo.Dialects;

/// <summary>What a status means when nothing else was said.</summary>
internal static class StatusRows
{
    public static IReadOnlyList<FailureRow> All { get; } =
    [
        Row(RequestRejected, "the request is at fault", 400, 422),
        Row(Unauthorized, "the key was not accepted", 401),
        Row(PaymentRequired, "the account has no money", 402),
        Row(Forbidden, "the key may not do this", 403),
        Row(ModelNotFound, "no such model", 404),
        Row(RequestTimeout, "the provider gave up waiting for the request", 408),
        Row(Conflict, "something else is under way there", 409),
        Row(ContextTooLong, "larger than it takes; a larger model may", 413),
        Row(Overloaded, "too early, or too busy", 425, 503),
        Row(RateLimited, "a limit of the key", 429),
        Row(Blocked, "not here, for legal reasons", 451),
        Row(ModelBusy, "no capacity: Groq's flex tier, Anthropic's overload", 498, 529),
        Row(ServerError, "the provider's own fault", 500, 502, 504),
        Row(ServerError, "the provider's front met an error, a closed or a silent provider", 520, 521, 522),
        Row(ConnectFailed, "the provider's front found no way to it", 523),
        Row(FirstByteTimeout, "the provider's front waited in vain: another try would wait as long", 524),
        Row(Unreachable, "the provider's front cannot trust or find it", 525, 526, 530),
    ];

    private static FailureRow Row(AttemptOutcome outcome, string why, params int[] statuses) =>
        new(outcome, why) { Statuses = statuses };
}
