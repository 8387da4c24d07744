using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Aimux.Silo.Proxy.Drills;

/// <summary>Answers as failing providers give them, so that all that follows is what follows a real failure.</summary>
internal static class PlayedAnswers
{
    private const string Word = "drill: played by Aimux to rehearse";

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(20);

    /// <summary>Plays a failure in place of sending.</summary>
    /// <param name="failure">Which.</param>
    /// <param name="send">Sends to the provider after all.</param>
    /// <param name="time">The clock that a slow answer waits by.</param>
    /// <param name="cancellation">The attempt's own timer.</param>
    /// <exception cref="HttpRequestException">As of a provider that is not reached.</exception>
    public static async Task<HttpResponseMessage> Play(
        PlayedFailure failure,
        Func<Task<HttpResponseMessage>> send,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        switch (failure)
        {
            case PlayedFailure.Refused:
                throw new HttpRequestException(
                    HttpRequestError.ConnectionError,
                    Word,
                    new SocketException((int)SocketError.ConnectionRefused)
                );
            case PlayedFailure.Reset:
                throw new HttpRequestException(
                    HttpRequestError.ResponseEnded,
                    Word,
                    new IOException(Word, new SocketException((int)SocketError.ConnectionReset))
                );
            case PlayedFailure.Silent:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
                throw new TimeoutException(Word); // unreachable: only the attempt's own timer ends the silence
            case PlayedFailure.Slow:
                await Task.Delay(Delay, time, cancellation);
                return await send();
            case PlayedFailure.ServerError:
                return Answer(500, "server_error");
            case PlayedFailure.Overloaded:
                return Answer(529, "overloaded_error");
            case PlayedFailure.RateLimited:
                var limited = Answer(429, "rate_limit_error");
                limited.Headers.RetryAfter = new RetryConditionHeaderValue(RetryAfter);
                return limited;
            case PlayedFailure.Unauthorized:
                return Answer(401, "authentication_error");
            case PlayedFailure.PaymentRequired:
                return Answer(402, "billing_error");
            default:
                throw new ArgumentOutOfRangeException(nameof(failure), failure, "There is no such failure.");
        }
    }

    private static HttpResponseMessage Answer(int status, string type)
    {
        var body = $$$"""{"error":{"message":"{{{Word}}}","type":"{{{type}}}"}}""";
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
    }
}
