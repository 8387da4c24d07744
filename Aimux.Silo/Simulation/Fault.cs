namespace Aimux.Silo.Simulation;

/// <summary>A way for a simulated answer to go wrong.</summary>
internal enum Fault
{
    None,
    Unauthorized,
    PaymentRequired,
    RateLimited,
    RateLimitedBare,
    ServerError,
    Unavailable,
    Overloaded,
    ResetBeforeHeaders,
    StallBeforeFirstByte,
    StallMidStream,
    CutMidStream,
    EndMidStream,
    MalformedStream,
    MalformedFirstEvent,
    ErrorInBody,
    ErrorMidStream,
    EmptyBody,
    QuotaExhausted,
}
