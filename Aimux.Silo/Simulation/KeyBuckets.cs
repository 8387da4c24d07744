namespace Aimux.Silo.Simulation;

/// <summary>One key's buckets. Callers hold its lock.</summary>
internal sealed class KeyBuckets(int? requestsPerMinute, int? tokensPerMinute)
{
    private readonly TokenBucket? _requests = requestsPerMinute is { } limit ? new TokenBucket(limit) : null;
    private readonly TokenBucket? _tokens = tokensPerMinute is { } limit ? new TokenBucket(limit) : null;

    public RateLimitVerdict Admit(long now, long tokens)
    {
        _requests?.Refill(now);
        _tokens?.Refill(now);
        var forRequest = _requests is null ? TimeSpan.Zero : _requests.Wait(1);
        var forTokens = _tokens is null ? TimeSpan.Zero : _tokens.Wait(tokens);
        var wait = forTokens is null || forTokens > forRequest ? forTokens : forRequest;
        if (wait == TimeSpan.Zero)
        {
            _requests?.Take(1);
            _tokens?.Take(tokens);
        }

        return new RateLimitVerdict
        {
            Wait = wait,
            Kind = wait == forRequest ? "requests" : "tokens",
            Requests = RateLimitState.Of(_requests),
            Tokens = RateLimitState.Of(_tokens),
        };
    }
}
