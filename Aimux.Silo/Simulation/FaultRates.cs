using System.Text.Json.Serialization;

namespace Aimux.Silo.Simulation;

/// <summary>The chance of each fault at each request, 0 to 1; together at most 1.</summary>
/// <param name="Unauthorized">401, as for a revoked key.</param>
/// <param name="PaymentRequired">402, as for an exhausted account.</param>
/// <param name="RateLimited">429 with Retry-After and x-ratelimit headers.</param>
/// <param name="RateLimitedBare">429 that does not say when to come back.</param>
/// <param name="ServerError">500.</param>
/// <param name="Unavailable">503.</param>
/// <param name="Overloaded">529.</param>
/// <param name="ResetBeforeHeaders">TCP reset before any byte of the answer.</param>
/// <param name="StallBeforeFirstByte">No headers until the client leaves, at most 120 s.</param>
/// <param name="StallMidStream">Some content, then silence until the client leaves, at most 120 s.</param>
/// <param name="CutMidStream">Some content, then a TCP reset.</param>
/// <param name="EndMidStream">Some content, then a clean end without finish_reason and [DONE].</param>
/// <param name="MalformedStream">Some content, then broken JSON; a whole answer is broken JSON.</param>
/// <param name="MalformedFirstEvent">The first event is broken JSON; a whole answer is broken JSON.</param>
/// <param name="ErrorInBody">200 whose body (or first event) is an error object.</param>
/// <param name="ErrorMidStream">Some content, then an error event; a whole answer is an error object.</param>
/// <param name="EmptyBody">200 without a body.</param>
/// <param name="QuotaExhausted">429, as for a plan used up until its next window: no wait of seconds helps.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultRates(
    double Unauthorized = 0,
    double PaymentRequired = 0,
    double RateLimited = 0,
    double RateLimitedBare = 0,
    double ServerError = 0,
    double Unavailable = 0,
    double Overloaded = 0,
    double ResetBeforeHeaders = 0,
    double StallBeforeFirstByte = 0,
    double StallMidStream = 0,
    double CutMidStream = 0,
    double EndMidStream = 0,
    double MalformedStream = 0,
    double MalformedFirstEvent = 0,
    double ErrorInBody = 0,
    double ErrorMidStream = 0,
    double EmptyBody = 0,
    double QuotaExhausted = 0
)
{
    /// <summary>Every fault with its chance, in a fixed order.</summary>
    public (Fault Fault, double Rate)[] List() =>
        [
            (Fault.Unauthorized, Unauthorized),
            (Fault.PaymentRequired, PaymentRequired),
            (Fault.RateLimited, RateLimited),
            (Fault.RateLimitedBare, RateLimitedBare),
            (Fault.ServerError, ServerError),
            (Fault.Unavailable, Unavailable),
            (Fault.Overloaded, Overloaded),
            (Fault.ResetBeforeHeaders, ResetBeforeHeaders),
            (Fault.StallBeforeFirstByte, StallBeforeFirstByte),
            (Fault.StallMidStream, StallMidStream),
            (Fault.CutMidStream, CutMidStream),
            (Fault.EndMidStream, EndMidStream),
            (Fault.MalformedStream, MalformedStream),
            (Fault.MalformedFirstEvent, MalformedFirstEvent),
            (Fault.ErrorInBody, ErrorInBody),
            (Fault.ErrorMidStream, ErrorMidStream),
            (Fault.EmptyBody, EmptyBody),
            (Fault.QuotaExhausted, QuotaExhausted),
        ];
}
