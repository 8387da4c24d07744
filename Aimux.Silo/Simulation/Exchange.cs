using System.Buffers;
using Aimux.Silo.Simulation.Errors;
using Aimux.Silo.Simulation.Recording;

namespace Aimux.Silo.Simulation;

/// <summary>One request of a model, with all its answer depends on.</summary>
internal sealed class Exchange(
    HttpContext http,
    ServedPath path,
    ActiveSettings active,
    RequestPlan plan,
    Pace pace,
    SimulatedProviderStats stats,
    TimeProvider time,
    string id
)
{
    private ReadOnlySequence<byte>? _held;

    public HttpContext Http => http;

    public HttpResponse Response => http.Response;

    public ServedPath Path => path;

    public ActiveSettings Active => active;

    public RequestPlan Plan => plan;

    public Pace Pace => pace;

    public SimulatedProviderStats Stats => stats;

    /// <summary>Unique among the provider's requests.</summary>
    public string Id => id;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What keeps this request for tests to see; null when requests are not kept.</summary>
    public RecordedRequest? Record { get; init; }

    /// <summary>The whole body; give it back with <see cref="Release"/>.</summary>
    public async ValueTask<ReadOnlySequence<byte>> ReadBody()
    {
        var body = await RequestBody.Read(http.Request.BodyReader);
        _held = body;
        Record?.Keep(body);
        return body;
    }

    public void Release(in ReadOnlySequence<byte> body)
    {
        _held = null;
        RequestBody.Release(http.Request.BodyReader, body);
    }

    /// <summary>Gives back what a refusal left in hands: else the server closes the connection, under its next request perhaps.</summary>
    public void LetGo()
    {
        if (_held is { } body)
        {
            Release(body);
        }
    }

    /// <summary>The error in the shape that this request's client is to see.</summary>
    public ErrorBody Render(WireError error) => ErrorBodies.Of(active.StyleOf(path), error, "req_" + id);

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
        if (active.Limiter.Admit(RequestKey.Of(http.Request.Headers, path), tokens) is not { } verdict)
        {
            return;
        }

        RateLimitHeaders.Write(this, verdict);
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
