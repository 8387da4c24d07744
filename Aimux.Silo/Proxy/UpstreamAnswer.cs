using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Dialects;

namespace Aimux.Silo.Proxy;

/// <summary>An answer that is good so far. Until <see cref="Relay"/> the caller has seen nothing of it.</summary>
internal abstract class UpstreamAnswer(HttpResponseMessage response, AttemptTimer timer, string vendor) : IDisposable
{
    protected HttpResponseMessage Response { get; } = response;

    protected AttemptTimer Timer { get; } = timer;

    /// <summary>Time to the first content of a stream, or to the end of another answer.</summary>
    public TimeSpan Latency { get; protected set; }

    /// <summary>Tokens, as far as the provider counted them yet.</summary>
    public Usage? Usage { get; protected set; }

    /// <summary>Tokens of the answer: as counted, else as estimated from its length; <c>null</c> if neither is known.</summary>
    public virtual int? OutputTokens => Usage?.OutputTokens;

    /// <summary>A hash of the answer's id; 0 if it was not read.</summary>
    public virtual ulong Id => 0;

    /// <summary>Time spent waiting for the caller to read, which says nothing about the provider.</summary>
    public TimeSpan WaitedForCaller { get; protected set; }

    /// <summary>Whether an answer says that it is a stream of events.</summary>
    public static bool IsEventStream(HttpResponseMessage response) =>
        string.Equals(
            response.Content.Headers.ContentType?.MediaType,
            "text/event-stream",
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>What the provider said of its limits; empty if nothing.</summary>
    public ImmutableArray<ReportedLimit> Limits(DateTimeOffset now) =>
        RateLimitHeaders.Read(Response.Headers, now, vendor);

    /// <summary>Sends the answer to the caller. The response's own headers must be set before.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="ended">
    /// Called once, as soon as the provider's part is over and before the caller can know of it, so that what the
    /// attempt taught is on its way before the caller's next request.
    /// </param>
    public abstract Task Relay(HttpContext context, Action<AttemptOutcome> ended);

    public virtual void Dispose()
    {
        Response.Dispose();
        Timer.Dispose();
    }

    protected void SendHead(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            return; // with a keep-alive
        }

        context.Response.StatusCode = (int)Response.StatusCode;
        HeaderRules.SendDown(Response, context.Response.Headers);
    }
}
