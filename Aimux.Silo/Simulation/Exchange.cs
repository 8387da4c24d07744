namespace Aimux.Silo.Simulation;

/// <summary>One request of a model, with all its answer depends on.</summary>
internal sealed class Exchange(
    HttpContext http,
    ActiveSettings active,
    RequestPlan plan,
    Pace pace,
    SimulatedProviderStats stats,
    string id
)
{
    public HttpContext Http => http;

    public HttpResponse Response => http.Response;

    public ActiveSettings Active => active;

    public RequestPlan Plan => plan;

    public Pace Pace => pace;

    public SimulatedProviderStats Stats => stats;

    /// <summary>Unique among the provider's requests.</summary>
    public string Id => id;

    /// <summary>The fault that strikes this request. Draws: ask once.</summary>
    public Fault DrawFault()
    {
        var fault = plan.ForcedFault ?? active.Faults.Pick();
        if (fault != Fault.None)
        {
            stats.Strike(fault);
        }

        return fault;
    }

    /// <summary>Counts the request against its key's limits; throws if they refuse it.</summary>
    public void Admit(long tokens)
    {
        if (active.Limiter.Admit(Bearer.Of(http.Request.Headers), tokens) is not { } verdict)
        {
            return;
        }

        verdict.WriteHeaders(http.Response.Headers);
        if (!verdict.Admitted)
        {
            stats.RateLimit();
            throw new RequestRefusedException(
                verdict.Wait is { } wait
                    ? WireError.RateLimited(
                        verdict.Kind,
                        $"Rate limit reached for {verdict.Kind}. Please try again in {GoDuration.Format(wait)}."
                    )
                    : WireError.RateLimited(
                        verdict.Kind,
                        $"Request too large: it takes {tokens} tokens, more than the limit of a minute."
                    )
            );
        }
    }
}
