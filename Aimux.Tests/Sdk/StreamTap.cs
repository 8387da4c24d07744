using System.Collections.Concurrent;
using System.Net;
using Aimux.Silo.Wire;
using Aimux.Tests.Wire;
using Xunit;
using WireStreams = Aimux.Tests.Wire.Answers.Streams;

namespace Aimux.Tests.Sdk;

/// <summary>Keeps the heads of all answers and the bytes of all streams that pass through an HTTP client.</summary>
internal sealed class StreamTap() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private readonly ConcurrentQueue<HttpResponseMessage> _heads = new();
    private readonly ConcurrentQueue<TappedStream> _streams = new();

    public int Answers => _heads.Count;

    public HttpStatusCode Status => _heads.Last().StatusCode;

    /// <summary>A header of the last answer; <c>null</c> if it has none of that name.</summary>
    public string? Header(string name) =>
        _heads.Last().Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>The last stream, read as strictly as its protocol is defined.</summary>
    public ReadAnswer Check(WireProtocol protocol)
    {
        Assert.NotEmpty(_streams);
        return WireStreams.Check(protocol, _streams.Last().Seen);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        _heads.Enqueue(answer);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            var tapped = new TappedStream(await answer.Content.ReadAsStreamAsync(cancellationToken));
            _streams.Enqueue(tapped);
            var content = new StreamContent(tapped);
            content.Headers.ContentType = answer.Content.Headers.ContentType;
            answer.Content = content;
        }

        return answer;
    }
}
