namespace Aimux.Dashboard.Drills;

/// <summary>How a provider or key is made to fail in a drill.</summary>
public enum DrillFailure
{
    /// <summary>Nobody listens there.</summary>
    Refused = 0,

    /// <summary>The connection breaks before the answer begins.</summary>
    Reset = 1,

    /// <summary>The answer does not begin.</summary>
    Silent = 2,

    /// <summary>Status 500.</summary>
    ServerError = 3,

    /// <summary>Status 529: overloaded.</summary>
    Overloaded = 4,

    /// <summary>Status 429 with Retry-After.</summary>
    RateLimited = 5,

    /// <summary>Status 401.</summary>
    Unauthorized = 6,

    /// <summary>Status 402: no money.</summary>
    PaymentRequired = 7,

    /// <summary>Answers begin two seconds later than they would.</summary>
    Slow = 8,
}
