using System.IO.Compression;
using System.Net;
using System.Text;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy.Drills;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Proxy.Sse;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>Sends one attempt to one provider, and brings its answer up to the commit point. Every failure is an answer too.</summary>
internal sealed class UpstreamForwarder(Farewell farewell, PlayedFailures plays, TimeProvider time)
{
    private const int MostErrorBytes = 64 << 10;

    private static readonly TimeSpan TimeForError = TimeSpan.FromSeconds(5);

    /// <param name="attempt">What is tried.</param>
    /// <param name="context">The caller's request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="peek">What is known of it.</param>
    /// <param name="mostHeld">Greatest answer that is held until it is complete, bytes.</param>
    public async Task<Opened> Open(
        Attempt attempt,
        HttpContext context,
        RequestBody body,
        RequestPeek peek,
        int mostHeld
    )
    {
        var timer = new AttemptTimer(context.RequestAborted, farewell.Over, attempt.Outrun);
        HttpResponseMessage? response = null;
        var model = attempt.Candidate.UpstreamModel;
        var renamed =
            model == peek.Model ? null
            : peek.IsForm ? Encoding.UTF8.GetBytes(model)
            : attempt.Upstream.ModelJson(model);
        var content = new UpstreamContent(attempt.Payload.Json, attempt.Payload.ModelValue, renamed);
        using var request = new HttpRequestMessage(HttpMethod.Post, attempt.Target.Uri)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        content.Headers.TryAddWithoutValidation(
            "Content-Type",
            peek.IsForm ? context.Request.ContentType : "application/json" // `curl -d` alone would call it a form
        );
        HeaderRules.SendUp(context.Request.Headers, request, attempt.Target.IsMessagesApi);
        if (attempt.Target.IsMessagesApi)
        {
            HeaderRules.FilterBetas(request, attempt.Upstream.Dialect);
        }

        Credentials.Add(request, attempt.Secret, attempt.Provider, attempt.Target.IsMessagesApi);
        try
        {
            timer.Allow(attempt.TimeToBegin);
            response = plays.Take(attempt.Provider.Id, attempt.Lease.KeyId) is { } played
                ? await Play(played, attempt, request, timer)
                : await attempt.Upstream.Invoker.SendAsync(request, timer.Token);
            var opened = response.IsSuccessStatusCode
                ? await OpenAnswer(attempt, response, timer, peek, body, mostHeld)
                : Opened.Failed(await ReadError(response, timer, attempt));
            if (opened.Failure is not { } refused)
            {
                return opened;
            }

            response.Dispose();
            timer.Dispose();
            return Opened.Failed(
                refused.Without(attempt.Secret) with
                {
                    IsForeign = attempt.Target.Protocol != peek.Operation.Protocol,
                }
            );
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or InvalidDataException
                        or InvalidOperationException // a decoder that met nonsense
                        or NotSupportedException
            )
        {
            var outcome = Classify(failure, timer, begun: response is not null);
            response?.Dispose();
            timer.Dispose();
            return Opened.Failed(new AttemptFailure(outcome, Describe(outcome, failure), (int?)response?.StatusCode));
        }
        finally
        {
            if (content.Sending)
            {
                body.Abandon();
            }
        }
    }

    private Task<HttpResponseMessage> Play(
        PlayedFailure failure,
        Attempt attempt,
        HttpRequestMessage request,
        AttemptTimer timer
    ) => PlayedAnswers.Play(failure, () => attempt.Upstream.Invoker.SendAsync(request, timer.Token), time, timer.Token);

    private static async Task<Opened> OpenAnswer(
        Attempt attempt,
        HttpResponseMessage response,
        AttemptTimer timer,
        RequestPeek peek,
        RequestBody body,
        int mostHeld
    )
    {
        var stream = Decoded(response, await response.Content.ReadAsStreamAsync(timer.Token));
        return IsStream(response, peek, attempt.Target)
            ? await StreamedAnswer.Open(response, stream, timer, attempt, peek, body)
            : await HeldAnswer.Open(response, stream, timer, attempt, peek, body, mostHeld);
    }

    /// <summary>Some providers stream without saying so; none sends JSON by another name.</summary>
    private static bool IsStream(HttpResponseMessage response, RequestPeek peek, UpstreamTarget target)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        // Who did not ask for a stream gets a whole answer, whatever the provider makes of it.
        return UpstreamAnswer.IsEventStream(response) && (peek.Streaming || target.Protocol is null)
            || peek.Streaming && !type.Contains("json", StringComparison.OrdinalIgnoreCase) && type != "text/html";
    }

    private async Task<AttemptFailure> ReadError(HttpResponseMessage response, AttemptTimer timer, Attempt attempt)
    {
        timer.Allow(TimeForError);
        var buffer = new byte[MostErrorBytes];
        var length = 0;
        try
        {
            var stream = Decoded(response, await response.Content.ReadAsStreamAsync(timer.Token));
            length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, timer.Token);
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or HttpRequestException
                        or InvalidDataException
                        or InvalidOperationException
                        or NotSupportedException
            )
        {
            // The status alone says enough.
        }
        catch (OperationCanceledException) when (!timer.CallerLeft)
        {
            // As above: an error that never ends is an error.
        }

        var now = time.GetUtcNow();
        var status = (int)response.StatusCode;
        var body = buffer.AsMemory(0, length).ToArray();
        var error = UpstreamError.Parse(body);
        var limits = RateLimitHeaders.Read(response.Headers, now, attempt.Provider.Vendor);
        var words = error.Message.Length > 0 ? error.Message : response.StatusCode.ToString();
        var isNotOffered = status is 404 or 405 or 501 && IsWithoutApi(attempt.Target, error);
        return new AttemptFailure(
            isNotOffered ? AttemptOutcome.NotOffered : FailureClassifier.Classify(status, error, limits),
            $"{status}: {words}",
            status,
            WaitHint.Read(response.Headers, limits, error.Message, now),
            body,
            response.Content.Headers.ContentType?.ToString()
        )
        {
            Limits = limits,
            ShouldRetry = WaitHint.ShouldRetry(response.Headers),
            UnknownField = UnknownFieldName.TryFind(error.Message, error.Code),
        };
    }

    /// <summary>Not every provider has every API, and a page that is not there says nothing of the model.</summary>
    private static bool IsWithoutApi(UpstreamTarget target, UpstreamError error)
    {
        return target.Protocol is null
            || target.Protocol != WireProtocol.Chat
                && (
                    error.Shape is ErrorShape.None or ErrorShape.Page
                    || error.Message.Contains("URL", StringComparison.Ordinal)
                    || error.Message is "Not Found" or "not found"
                );
    }

    /// <summary>A provider that compresses although it was asked not to is understood all the same.</summary>
    private static Stream Decoded(HttpResponseMessage response, Stream stream)
    {
        var encodings = response.Content.Headers.ContentEncoding;
        foreach (var encoding in encodings.Reverse())
        {
            stream = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
                "identity" => stream,
                _ => throw new NotSupportedException($"The provider answered in the encoding '{encoding}'."),
            };
        }

        return stream;
    }

    private static AttemptOutcome Classify(Exception failure, AttemptTimer timer, bool begun)
    {
        if (timer.CallerLeft || timer.Expired)
        {
            return timer.Outcome(AttemptOutcome.FirstByteTimeout);
        }

        return (failure, begun) switch
        {
            (InvalidDataException or InvalidOperationException or NotSupportedException, _) => AttemptOutcome.Malformed,
            (_, true) => AttemptOutcome.Truncated,
            _ => FailureClassifier.Classify(failure),
        };
    }

    private static string Describe(AttemptOutcome outcome, Exception failure)
    {
        return outcome switch
        {
            AttemptOutcome.CallerLeft => "The caller left.",
            AttemptOutcome.GivenUp => "Aimux is being stopped.",
            AttemptOutcome.Outrun => "Another provider began first.",
            AttemptOutcome.FirstByteTimeout => "The answer did not begin in time.",
            AttemptOutcome.ConnectionReset => "The connection broke before the answer began.",
            AttemptOutcome.Truncated => "The connection broke in the middle of the answer.",
            _ => failure.Message,
        };
    }
}
