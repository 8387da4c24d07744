using Aimux.Grains.Interfaces.Health;
using static Aimux.Grains.Interfaces.Health.AttemptOutcome;

namespace Aimux.Silo.Dialects;

/// <summary>Codes that are numbers: those of z.ai, which come with statuses that say little, and those of MiniMax.</summary>
internal static class NumberRows
{
    public static IReadOnlyList<FailureRow> All { get; } =
    [
        Zai("1000", Unauthorized, "authentication failed"),
        Zai("1001", Unauthorized, "no authentication in the headers"),
        Zai("1002", Unauthorized, "the token is not valid"),
        Zai("1003", Unauthorized, "the token has expired"),
        Zai("1004", Unauthorized, "the token was not accepted"),
        Zai("1110", AccountLocked, "the account is inactive"),
        Zai("1111", AccountLocked, "the account does not exist"),
        Zai("1112", AccountLocked, "the account is locked"),
        Zai("1121", AccountLocked, "the account is locked for what it did"),
        Zai("1113", PaymentRequired, "in arrears, or a key of another plan or endpoint"),
        Zai("1309", PaymentRequired, "the plan has expired"),
        Zai("1120", ServerError, "the account cannot be read just now"),
        Zai("1230", ServerError, "the call failed"),
        Zai("1234", ServerError, "the network failed"),
        Zai("500", ServerError, "an internal error"),
        Zai("1210", RequestRejected, "a wrong parameter"),
        Zai("1212", RequestRejected, "the model does not take this kind of call"),
        Zai("1213", RequestRejected, "a parameter is missing"),
        Zai("1214", RequestRejected, "a parameter is not valid"),
        Zai("1215", RequestRejected, "two parameters exclude each other"),
        Zai("1261", ContextTooLong, "the prompt is too long"),
        Zai("1211", ModelNotFound, "no such model"),
        Zai("1220", Forbidden, "no right to this interface"),
        Zai("1221", Forbidden, "the interface is out of service"),
        Zai("1222", Forbidden, "no such interface for this key"),
        Zai("1311", Forbidden, "the plan does not include the model; another account's may"),
        // Sent again without its request_id, the same request passes.
        Zai("1231", Conflict, "the request_id was used before"),
        Zai("1300", ContentRefused, "against the policy"),
        Zai("1301", ContentRefused, "unsafe content"),
        Zai("1302", TooManyConcurrent, "too many requests at once"),
        Zai("1303", RateLimited, "too frequent"),
        Zai("1304", QuotaExhausted, "the day's calls are used up"),
        Zai("1308", QuotaExhausted, "the limit of five hours is used up"),
        Zai("1310", QuotaExhausted, "the limit of the week or month is used up"),
        Zai("1316", QuotaExhausted, "a limit of the plan is used up"),
        Zai("1317", QuotaExhausted, "a limit of the plan is used up"),
        Zai("1318", QuotaExhausted, "a limit of the plan is used up"),
        Zai("1319", QuotaExhausted, "a limit of the plan is used up"),
        Zai("1320", QuotaExhausted, "a limit of the plan is used up"),
        Zai("1321", QuotaExhausted, "a limit of the plan is used up"),
        Zai("1305", ModelBusy, "overloaded, which is no fault of the key"),
        Zai("1312", ModelBusy, "the model is busy"),
        Zai("1313", AccountLocked, "used against the terms: only its owner can mend that"),
        MiniMax("1002", RateLimited, "rate limit"),
        MiniMax("1004", Unauthorized, "not authenticated"),
        MiniMax("1008", PaymentRequired, "no balance"),
        MiniMax("2013", RequestRejected, "wrong parameters"),
        MiniMax("2056", QuotaExhausted, "the plan's window is used up"),
    ];

    private static FailureRow Zai(string code, AttemptOutcome outcome, string why) =>
        new(outcome, "z.ai: " + why) { Code = code, NotShape = ErrorShape.BaseResp };

    private static FailureRow MiniMax(string code, AttemptOutcome outcome, string why) =>
        new(outcome, "MiniMax: " + why) { Code = code, Shape = ErrorShape.BaseResp };
}
