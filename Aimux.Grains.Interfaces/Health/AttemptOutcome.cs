namespace Aimux.Grains.Interfaces.Health;

/// <summary>How one try at one upstream ended. Each owner (key, provider, attempt loop) draws its own conclusion.</summary>
public enum AttemptOutcome
{
    /// <summary>The answer was complete.</summary>
    Succeeded = 0,

    /// <summary>The caller went away; says nothing about key or provider.</summary>
    CallerLeft = 1,

    /// <summary>The request itself is at fault (400, 413, 422 ...): no other candidate would take it.</summary>
    RequestRejected = 2,

    /// <summary>401: the key is not accepted.</summary>
    Unauthorized = 3,

    /// <summary>402: the account has no money.</summary>
    PaymentRequired = 4,

    /// <summary>403: the key may not do this.</summary>
    Forbidden = 5,

    /// <summary>404: the provider does not serve this model to this key.</summary>
    ModelNotFound = 6,

    /// <summary>429: a rate limit of the key; passes soon.</summary>
    RateLimited = 7,

    /// <summary>429: a quota of the account is used up; passes late.</summary>
    QuotaExhausted = 8,

    /// <summary>503, 529, 498 and their like: the provider is too busy.</summary>
    Overloaded = 9,

    /// <summary>Another 5xx.</summary>
    ServerError = 10,

    /// <summary>Nobody listens there, or the name or the network is not to be reached.</summary>
    ConnectFailed = 11,

    /// <summary>The certificate is not to be trusted.</summary>
    TlsFailed = 12,

    /// <summary>The connection broke before the answer began.</summary>
    ConnectionReset = 13,

    /// <summary>The answer did not begin in time.</summary>
    FirstByteTimeout = 14,

    /// <summary>A stream fell silent for too long.</summary>
    Stalled = 15,

    /// <summary>The answer ended before it was complete.</summary>
    Truncated = 16,

    /// <summary>The answer is not what the protocol allows.</summary>
    Malformed = 17,

    /// <summary>A status of 200 around an error.</summary>
    ErrorInAnswer = 18,

    /// <summary>Aimux itself gave up, because it is being stopped; says nothing about key or provider.</summary>
    GivenUp = 19,

    /// <summary>400, 413: prompt and answer do not fit; only a model with a larger context would take it.</summary>
    ContextTooLong = 20,

    /// <summary>400: the content is against the provider's policy.</summary>
    ContentRefused = 21,

    /// <summary>400: a field that this provider does not know; dropped, the rest may pass.</summary>
    UnknownField = 22,

    /// <summary>409: something else is under way there.</summary>
    Conflict = 23,

    /// <summary>The account is locked, inactive, or used against its terms; only its owner can mend that.</summary>
    AccountLocked = 24,

    /// <summary>403 of a firewall, a region, a proxy: nothing about the key, all about the way there.</summary>
    Blocked = 25,

    /// <summary>429: as many requests are in flight as the account allows.</summary>
    TooManyConcurrent = 26,

    /// <summary>408: the provider gave up waiting.</summary>
    RequestTimeout = 27,

    /// <summary>The provider's name is not known to the network.</summary>
    NameNotResolved = 28,

    /// <summary>525, 526, 530: the provider's own front cannot reach it.</summary>
    Unreachable = 29,

    /// <summary>200 around nothing.</summary>
    EmptyAnswer = 30,

    /// <summary>429, 498, 529, and 503 that says so: one model has no capacity to spare; passes soon, and is no fault of the key.</summary>
    ModelBusy = 31,

    /// <summary>Another provider that was asked meanwhile began first.</summary>
    Outrun = 32,

    /// <summary>404, 405 or 501 that speaks of no model: the provider's API has nothing of the kind, or not in this protocol.</summary>
    NotOffered = 33,
}
