namespace Aimux.Silo.Proxy.Drills;

/// <summary>A failure that attempts meet instead of their provider, to rehearse.</summary>
internal enum PlayedFailure
{
    Refused = 0,
    Reset = 1,
    Silent = 2,
    ServerError = 3,
    Overloaded = 4,
    RateLimited = 5,
    Unauthorized = 6,
    PaymentRequired = 7,
    Slow = 8,
}
