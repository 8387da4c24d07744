namespace Aimux.Grains.Interfaces.Limits;

/// <summary>Why a key does not grant a lease.</summary>
public enum RefusalReason
{
    None = 0,

    /// <summary>The catalog has no such key (any more).</summary>
    UnknownKey = 1,

    /// <summary>The key rests after a failure: rate limit, quota, refused credentials.</summary>
    Resting = 2,

    /// <summary>The request bucket is empty.</summary>
    Requests = 3,

    /// <summary>The token bucket has too little for this request.</summary>
    Tokens = 4,

    /// <summary>As many attempts are in flight as the key allows.</summary>
    Concurrency = 5,

    /// <summary>Taken out of service by the operator.</summary>
    Disabled = 6,

    /// <summary>The bucket of the day's requests is empty.</summary>
    Day = 7,
}
