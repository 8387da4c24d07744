using System.Net;
using System.Net.Http.Headers;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Dialects;

namespace Aimux.Silo.Proxy.Quotas;

/// <summary>Asks a vendor once how much of a key's quota is left.</summary>
internal sealed class QuotaQuestion(TimeProvider time)
{
    private const int MostBytes = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>A reading in any case; without windows it says why. Nothing in it shows the secret.</returns>
    public async Task<QuotaReading> Ask(Upstream upstream, QuotaTurn turn, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var reading = await Send(upstream, turn, either.Token);
            return reading.Problem is { } problem ? reading with { Problem = turn.Secret.Scrub(problem) } : reading;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Failed($"It did not answer within {Patience.TotalSeconds} s.");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return Failed(turn.Secret.Scrub(failure.Message));
        }
    }

    private async Task<QuotaReading> Send(Upstream upstream, QuotaTurn turn, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, turn.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Authorization", Credential(turn));
        using var response = await upstream.Invoker.SendAsync(request, cancellation);
        // More is a failure: no vendor needs so much for a few numbers.
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response.StatusCode == HttpStatusCode.OK
            ? turn.Source.Parse(body, time.GetUtcNow())
            : Failed(Refusal((int)response.StatusCode, UpstreamError.Parse(body)));
    }

    private static string Credential(QuotaTurn turn) =>
        turn.Source.ShowsKeyBare ? turn.Secret.Reveal() : turn.Secret.Bearer();

    private static string Refusal(int status, UpstreamError error)
    {
        var words = status switch
        {
            401 or 403 => "It refuses the key",
            404 => "It has no such endpoint",
            429 => "It wants fewer questions",
            _ => "It failed",
        };
        return error.Message.Length > 0 ? $"{words} ({status}): {error.Message}" : $"{words} ({status}).";
    }

    private QuotaReading Failed(string problem) => QuotaReading.Failed(problem, time.GetUtcNow());
}
