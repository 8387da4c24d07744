using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>Somebody who listens to what happens.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private readonly IAsyncEnumerator<(string Name, JsonNode Data)> _events;
    private readonly IDisposable _connection;
    private readonly StringBuilder _heard = new();
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );

    private Listening(
        IDisposable connection,
        Func<CancellationToken, IAsyncEnumerable<(string Name, JsonNode Data)>> events
    )
    {
        _connection = connection;
        _over.CancelAfter(TimeSpan.FromSeconds(30));
        _events = events(_over.Token).GetAsyncEnumerator(_over.Token);
    }

    /// <summary>All that was heard so far.</summary>
    public string Heard => _heard.ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Uri SocketAddress(HttpClient client, string path) =>
        new UriBuilder(new Uri(client.BaseAddress!, path)) { Scheme = "ws" }.Uri;

    public static async Task<Listening> ToStream(HttpClient client)
    {
        var listening = await TryStream(client);
        Assert.NotNull(listening);
        return listening;
    }

    /// <returns><c>null</c> if there is no room.</returns>
    public static async Task<Listening?> TryStream(HttpClient client)
    {
        var answer = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            answer.Dispose();
            return null;
        }

        return new Listening(answer, over => OfStream(answer, over));
    }

    public static async Task<Listening> ToSocket(HttpClient client)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", client.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(SocketAddress(client, "/api/ws"), Cancellation);
        return new Listening(socket, over => OfSocket(socket, over));
    }

    /// <summary>What the next event of a name tells.</summary>
    public async Task<JsonNode> Next(string name, Func<JsonNode, bool>? which = null)
    {
        while (await _events.MoveNextAsync())
        {
            _heard.AppendLine(_events.Current.Data.ToJsonString());
            if (_events.Current.Name == name && which?.Invoke(_events.Current.Data) != false)
            {
                return _events.Current.Data;
            }
        }

        throw new InvalidOperationException($"It ended before there was an event '{name}'. Heard: {_heard}");
    }

    /// <summary>Listens until there is nothing more.</summary>
    public async Task End()
    {
        while (await _events.MoveNextAsync()) { }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _connection.Dispose();
        _over.Dispose();
    }

    private static async IAsyncEnumerable<(string Name, JsonNode Data)> OfStream(
        HttpResponseMessage answer,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(body).EnumerateAsync(cancellation))
        {
            yield return (item.EventType, JsonNode.Parse(item.Data)!);
        }
    }

    private static async IAsyncEnumerable<(string Name, JsonNode Data)> OfSocket(
        ClientWebSocket socket,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var buffer = new byte[1 << 20];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                length += received.Count;
            } while (!received.EndOfMessage);

            if (received.MessageType == WebSocketMessageType.Close)
            {
                yield break;
            }

            var message = JsonNode.Parse(buffer.AsSpan(0, length))!;
            yield return ((string)message["event"]!, message["data"] ?? new JsonObject());
        }
    }
}
