using System.Net;
using System.Net.Sockets;
using Aimux.Silo.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedProviderTests
{
    [Fact]
    public async Task Refusing_resets_what_is_open_and_accepting_listens_on_the_same_port()
    {
        // Fake time stands still: the stream waits between its first and second token.
        await using var client = await SimulationClient.Start(time: new FakeTimeProvider());
        using var response = await client.Chat(SimulationClient.StreamHello, "tps=1");
        await using var stream = await response.Content.ReadAsStreamAsync(SimulationClient.Token);
        Assert.NotEqual(0, await stream.ReadAsync(new byte[4096], SimulationClient.Token));

        await client.Provider.RefuseConnectionsAsync();
        var (_, error) = await SimulatedFaultTests.ReadToEnd(stream);
        SimulatedFaultTests.AssertReset(error);
        for (var i = 0; i < 3; i++)
        {
            await AssertRefused(client);
        }

        await client.Provider.RefuseConnectionsAsync();
        await client.Provider.AcceptConnectionsAsync();
        await client.Provider.AcceptConnectionsAsync();
        await SimulationClient.Json(await client.Chat(SimulationClient.Hello));
    }

    [Fact]
    public async Task Refusing_resets_an_idle_connection()
    {
        await using var client = await SimulationClient.Start();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, client.Provider.BaseUrl.Port, SimulationClient.Token);
        await client.StatsWhen(stats => stats.GetProperty("open_connections").GetInt64() == 2);
        await client.Provider.RefuseConnectionsAsync();
        var e = await Assert.ThrowsAsync<SocketException>(async () =>
            await socket.ReceiveAsync(new byte[1], SimulationClient.Token)
        );
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
    }

    [Fact]
    public async Task Refusing_over_http_ends_by_itself()
    {
        var time = new FakeTimeProvider();
        await using var client = await SimulationClient.Start(time: time);
        using var told = await client.Send(HttpMethod.Post, "/_simulation/refuse?seconds=30");
        Assert.Equal(HttpStatusCode.Accepted, told.StatusCode);
        while (await Connects(client))
        {
            await Task.Yield();
        }

        while (!await Connects(client))
        {
            time.Advance(TimeSpan.FromSeconds(30));
        }

        await SimulationClient.Json(await client.Chat(SimulationClient.Hello));
    }

    [Fact]
    public async Task Tokens_come_at_their_pace()
    {
        var time = new FakeTimeProvider();
        await using var client = await SimulationClient.Start(time: time);
        var pending = client.Chat(SimulationClient.Hello, "ttft=500,tps=10,tokens=5");
        await client.StatsWhen(stats => stats.GetProperty("in_flight").GetInt64() == 1);
        time.Advance(TimeSpan.FromMilliseconds(999));
        await client.StatsWhen(_ => true);
        Assert.False(pending.IsCompleted);
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await client.StatsWhen(_ => true);
        }

        await SimulationClient.Json(await pending);
    }

    [Fact]
    public async Task Disposal_closes_the_port_with_a_request_in_flight()
    {
        var client = await SimulationClient.Start(time: new FakeTimeProvider());
        var pending = client.Chat(SimulationClient.Hello, "fault=stall_before_first_byte");
        await client.StatsWhen(stats => stats.GetProperty("in_flight").GetInt64() == 1);
        await client.Provider.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => pending);
        await AssertRefused(client);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Only_loopback_is_listened_on() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            SimulatedProvider.StartAsync(
                "x",
                new IPEndPoint(IPAddress.Any, 0),
                new SimulatedProviderSettings(),
                ct: SimulationClient.Token
            )
        );

    private static async Task AssertRefused(SimulationClient client)
    {
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => client.Chat(SimulationClient.Hello));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(e.InnerException).SocketErrorCode);
    }

    private static async Task<bool> Connects(SimulationClient client)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, client.Provider.BaseUrl.Port, SimulationClient.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
