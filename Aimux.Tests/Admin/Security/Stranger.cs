using System.Net;
using System.Net.Sockets;
using Aimux.Tests.Admin.Api;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>Somebody who comes to every door of the admin listener.</summary>
internal static class Stranger
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Comes to every door, dressed as told, and expects to be refused.</summary>
    /// <param name="api">Who is visited.</param>
    /// <param name="dress">What comes with a request.</param>
    /// <param name="expected">How it is refused.</param>
    /// <param name="openToo">Whether that holds for what needs no login, too.</param>
    /// <param name="which">Doors to come to; all of them.</param>
    public static async Task Walk(
        AdminApi api,
        Action<HttpRequestMessage> dress,
        HttpStatusCode[] expected,
        bool openToo = false,
        Func<Door, bool>? which = null
    )
    {
        using var stranger = api.Aimux.NewAdminClient();
        var wrong = new List<string>();
        foreach (var door in Door.All(api.Aimux.Services).Where(which ?? (_ => true)))
        {
            using var request = Ask(door);
            dress(request);
            using var answer = await stranger.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                Cancellation
            );
            if (door.IsOpen && !openToo)
            {
                if ((int)answer.StatusCode >= 500)
                {
                    wrong.Add($"{door.Method} {door.Path}: {(int)answer.StatusCode}");
                }

                continue;
            }

            if (!expected.Contains(answer.StatusCode))
            {
                wrong.Add($"{door.Method} {door.Path}: {(int)answer.StatusCode}");
                continue;
            }

            var body = await answer.Content.ReadAsStringAsync(Cancellation);
            foreach (var secret in new[] { "KEY_one", AdminApi.TokenHash, api.One.BaseUrl.ToString(), "aimux.toon" })
            {
                Assert.DoesNotContain(secret, body, StringComparison.Ordinal);
            }
        }

        Assert.Empty(wrong);
        await ChangedNothing(api);
    }

    /// <summary>A request that would do something, if the door were open.</summary>
    public static HttpRequestMessage Ask(Door door)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Path);
        if (door.Changes)
        {
            // Good enough for several of them, if they were open.
            request.Content = RunningAimux.Json(
                """{"id":"three","base_url":"http://127.0.0.1:1/v1","provider":"one"}"""
            );
        }

        return request;
    }

    /// <summary>As the operator sees it, who still gets in.</summary>
    public static async Task ChangedNothing(AdminApi api)
    {
        Assert.Equal(api.Before, api.Text);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = FromElsewhere })
        {
            BaseAddress = api.Aimux.Admin.BaseAddress,
        };
        client.DefaultRequestHeaders.Authorization = RunningAimux.Basic("admin", "admin");
        var metrics = await client.GetStringAsync("/api/metrics", Cancellation);
        var drills = await client.GetStringAsync("/api/drills", Cancellation);
        var status = await client.GetStringAsync("/api/config/status", Cancellation);
        Assert.Contains("\"two\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("three", metrics, StringComparison.Ordinal);
        Assert.Contains("\"drills\": []", drills, StringComparison.Ordinal);
        Assert.Contains("\"in_force\": true", status, StringComparison.Ordinal);
        using var served = await api.Chat("chat");
        Assert.Equal("one", served.Headers.GetValues("x-aimux-provider").Single());
    }

    /// <summary>Another address of this machine: the one of the walk may have to wait after ten wrong logins.</summary>
    private static async ValueTask<Stream> FromElsewhere(
        SocketsHttpConnectionContext context,
        CancellationToken cancellation
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2").MapToIPv6(), 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
