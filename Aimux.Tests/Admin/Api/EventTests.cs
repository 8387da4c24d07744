using System.Net;
using System.Net.WebSockets;
using Aimux.Silo.Admin.Events;
using Aimux.Tests.Admin.Security;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>What scripts hear as it happens: server-sent events, and the same over WebSocket.</summary>
public sealed class EventTests
{
    private const string NewPassword = """{"current":"admin","next":"made-up and long enough"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_tells_of_figures_states_drills_and_the_configuration()
    {
        await using var api = await AdminApi.Start();
        await using var events = await Listening.ToStream(api.Aimux.Admin);
        var figures = await events.Next("snapshot");
        Assert.Equal(
            ["one", "two"],
            figures["providers"]!.AsArray().Select(provider => (string)provider!["id"]!).Order(StringComparer.Ordinal)
        );

        (await api.Post("/api/providers/two/pause")).Is(204);
        var state = await events.Next("state", each => (string)each["subject"]! == "two");
        Assert.Equal("Paused", (string)state["condition"]!);

        (await api.Post("/api/drills", """{"provider":"one","failure":"ServerError"}""")).Is(201);
        var drills = await events.Next("drill");
        Assert.Equal("one", (string)drills["drills"]![0]!["provider"]!);

        (await api.Post("/api/providers/two/disable")).Is(200);
        var configuration = await events.Next("config");
        Assert.True((bool)configuration["in_force"]!);
        Assert.Equal("\"" + (string)configuration["version"]! + "\"", (await api.Get("/api/config")).ETag);
    }

    [Fact]
    public async Task A_stream_is_fit_for_browsers_and_proxies()
    {
        await using var api = await AdminApi.Start();
        using var answer = await api.Aimux.Admin.GetAsync(
            "/api/events",
            HttpCompletionOption.ResponseHeadersRead,
            Cancellation
        );

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no", answer.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancellation);
        using var reader = new StreamReader(body);
        Assert.Equal("retry: 2000", await reader.ReadLineAsync(Cancellation));
        Assert.Equal("", await reader.ReadLineAsync(Cancellation));
        Assert.StartsWith("id: ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_tells_the_same()
    {
        await using var api = await AdminApi.Start();
        await using var events = await Listening.ToSocket(api.Aimux.Admin);
        Assert.Equal(2, (await events.Next("snapshot"))["providers"]!.AsArray().Count);

        (await api.Post("/api/providers/two/pause")).Is(204);

        var state = await events.Next("state", each => (string)each["subject"]! == "two");
        Assert.Equal("Paused", (string)state["condition"]!);
    }

    [Fact]
    public async Task No_event_holds_a_secret()
    {
        await using var api = await AdminApi.Start();
        await using var events = await Listening.ToStream(api.Aimux.Admin);
        await events.Next("snapshot");
        (await api.Post("/api/keys/one/spare/enable")).Is(200);
        (await api.Post("/api/drills", """{"provider":"one","key":"one/main","failure":"Unauthorized"}""")).Is(201);
        using var served = await api.Chat("chat");
        await events.Next("config");
        await events.Next("snapshot");

        foreach (var secret in new[] { "fake-", "KEY_one", AdminApi.TokenHash })
        {
            Assert.DoesNotContain(secret, events.Heard, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("socket")]
    public async Task Who_may_log_in_so_no_longer_hears_no_more(string kind)
    {
        await using var api = await AdminApi.Start();
        await using var events =
            kind == "stream" ? await Listening.ToStream(api.Aimux.Admin) : await Listening.ToSocket(api.Aimux.Admin);
        await events.Next("snapshot");

        (await api.Post("/api/password", NewPassword)).Is(204);

        await events.End();
    }

    [Theory]
    [InlineData("http://evil.test")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task No_page_of_another_origin_opens_a_socket(string origin)
    {
        await using var api = await AdminApi.Start();
        using var browser = await Browsing.LogIn(api.Aimux);
        foreach (var path in new[] { "/api/ws", "/_blazor" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("Cookie", $"aimux_session={browser.Session}");
            socket.Options.SetRequestHeader("Origin", origin);

            await Assert.ThrowsAsync<WebSocketException>(() =>
                socket.ConnectAsync(Listening.SocketAddress(api.Aimux.Admin, path), Cancellation)
            );

            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task A_page_of_Aimux_opens_a_socket_by_its_session()
    {
        await using var api = await AdminApi.Start();
        using var browser = await Browsing.LogIn(api.Aimux);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"aimux_session={browser.Session}");
        socket.Options.SetRequestHeader("Origin", api.Aimux.Admin.BaseAddress!.GetLeftPart(UriPartial.Authority));

        await socket.ConnectAsync(Listening.SocketAddress(api.Aimux.Admin, "/api/ws"), Cancellation);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Who_comes_without_a_socket_is_told_where_to_go()
    {
        await using var api = await AdminApi.Start();
        (await api.Get("/api/ws")).IsProblem(426, words: "/api/events");
    }

    [Fact]
    public async Task There_is_an_end_to_readers_and_who_leaves_makes_room()
    {
        await using var api = await AdminApi.Start();
        var hub = api.Aimux.Services.GetRequiredService<EventHub>();
        var readers = Enumerable.Range(0, EventHub.MostReaders).Select(_ => hub.Listen()!).ToList();
        Assert.All(readers, Assert.NotNull);

        (await api.Get("/api/events")).IsProblem(503);

        readers[0].Dispose();
        await using (var events = await Listening.ToStream(api.Aimux.Admin))
        {
            await events.Next("snapshot");
            (await api.Get("/api/events")).IsProblem(503);
        }

        await using var another = await Room(api.Aimux.Admin);
        await another.Next("snapshot");
        readers.ForEach(reader => reader.Dispose());
    }

    /// <summary>Whether a reader left is known once its connection is seen to be closed.</summary>
    private static async Task<Listening> Room(HttpClient client)
    {
        Listening? events = null;
        await Until.Holds("there is room again", async () => (events = await Listening.TryStream(client)) is not null);
        return events!;
    }
}
