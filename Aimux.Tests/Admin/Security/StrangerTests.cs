using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aimux.Tests.Admin.Api;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>Who should not comes to every address and asset of the admin listener, and gets and changes nothing.</summary>
public sealed class StrangerTests
{
    private const int TenMegabytes = 10 << 20;

    private static readonly HttpStatusCode[] NotKnown = [HttpStatusCode.Unauthorized];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_walk_sees_what_is_served()
    {
        await using var api = await AdminApi.Start();
        var doors = Door.All(api.Aimux.Services);

        foreach (
            var door in new Door[]
            {
                new("GET", "/"),
                new("GET", "/settings"),
                new("GET", "/metrics"),
                new("GET", "/api/openapi.json"),
                new("GET", "/api/reference"),
                new("GET", "/api/events"),
                new("GET", "/api/ws"),
                new("POST", "/_blazor"),
                new("POST", "/_blazor/negotiate"),
                new("POST", "/session"),
                new("DELETE", "/api/keys/one/main"),
                new("PUT", "/api/callers/ci"),
                new("PUT", "/api/routes/chat"),
                new("POST", "/api/password"),
                new("GET", "/_content/MudBlazor/MudBlazor.min.css"),
            }
        )
        {
            Assert.Contains(door, doors);
        }

        Assert.Contains(doors, door => door.Path.StartsWith("/orleans", StringComparison.Ordinal));
        Assert.Contains(doors, door => door.Path.StartsWith("/_framework/", StringComparison.Ordinal));
        Assert.True(doors.Count(door => door.Path.StartsWith("/api/", StringComparison.Ordinal)) > 50);
    }

    [Fact]
    public Task Without_credentials() => Walk(_ => { }, NotKnown);

    [Fact]
    public async Task Without_credentials_a_browser_is_led_to_the_login()
    {
        await using var api = await AdminApi.Start();
        using var stranger = api.Aimux.NewAdminClient();
        foreach (var door in Door.All(api.Aimux.Services).Where(door => door is { Method: "GET", IsOpen: false }))
        {
            using var request = Ask(door);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await stranger.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.StartsWith("/login?return_url=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData("Basic", "admin:wrong")]
    [InlineData("Basic", "admin:")]
    [InlineData("Basic", "root:admin")]
    [InlineData("Bearer", "admin:admin")]
    [InlineData("Bearer", AdminApi.Token)]
    public Task With_wrong_credentials(string scheme, string login)
    {
        var value = scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(login)) : login;
        return Walk(
            request => request.Headers.Authorization = new AuthenticationHeaderValue(scheme, value),
            [HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests] // after ten of them
        );
    }

    [Theory]
    [InlineData("random")]
    [InlineData("empty")]
    [InlineData("another letter")]
    [InlineData("ended")]
    [InlineData("the digest that is kept")]
    public async Task With_a_forged_cookie(string kind)
    {
        await using var api = await AdminApi.Start();
        using var browser = await Browsing.LogIn(api.Aimux);
        var good = browser.Session!;
        if (kind == "ended")
        {
            (await browser.Post("/session/end")).Is(303);
        }

        var forged = kind switch
        {
            "random" => string.Concat(Enumerable.Repeat("0123456789abcdef", 4)),
            "empty" => "",
            "another letter" => (good[0] == 'a' ? 'b' : 'a') + good[1..],
            "ended" => good,
            _ => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(good))),
        };
        await Walk(
            api,
            request =>
            {
                request.Headers.Add("Cookie", $"aimux_session={forged}");
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
            },
            NotKnown
        );
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.test")]
    public async Task From_a_page_of_another_origin_even_logged_in(string header, string value)
    {
        await using var api = await AdminApi.Start();
        using var browser = await Browsing.LogIn(api.Aimux);
        foreach (var isBasic in new[] { false, true })
        {
            await Walk(
                api,
                request =>
                {
                    browser.Show(request, isBasic);
                    request.Headers.TryAddWithoutValidation(header, value);
                },
                [HttpStatusCode.Forbidden],
                openToo: true
            );
        }
    }

    [Theory]
    [InlineData("http://evil.test")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData(null)] // a session must say that it comes from Aimux's page
    public async Task From_a_page_of_another_origin_in_an_old_browser_that_changes_something(string? origin)
    {
        await using var api = await AdminApi.Start();
        using var browser = await Browsing.LogIn(api.Aimux);
        await Walk(
            api,
            request =>
            {
                browser.Show(request, isBasic: false);
                if (origin is not null)
                {
                    request.Headers.Add("Origin", origin);
                }
            },
            [HttpStatusCode.Forbidden],
            which: door => door is { Changes: true, IsOpen: false }
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_ten_megabytes(bool loggedIn)
    {
        await using var api = await AdminApi.Start();
        await Walk(
            api,
            request =>
            {
                request.Content = new ByteArrayContent(new byte[TenMegabytes]);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.ExpectContinue = true; // a wise client; the other is below
                request.Headers.Authorization = loggedIn ? RunningAimux.Basic("admin", "admin") : null;
            },
            [HttpStatusCode.RequestEntityTooLarge],
            openToo: true,
            which: door => door.Changes
        );
    }

    [Fact]
    public async Task With_ten_megabytes_of_which_nobody_said_how_many_there_are()
    {
        await using var api = await AdminApi.Start();
        foreach (
            var (method, path, media) in new[]
            {
                ("PUT", "/api/config", "text/plain"),
                ("POST", "/api/config/validate", "text/plain"),
                ("POST", "/api/providers", "application/json"),
                ("POST", "/api/drills", "application/json"),
                ("POST", "/session", "application/x-www-form-urlencoded"),
            }
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = new StreamContent(new Blanks(TenMegabytes)),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(media);
            request.Headers.TransferEncodingChunked = true;
            try
            {
                using var answer = await api.Aimux.Admin.SendAsync(request, Cancellation);
                Assert.True((int)answer.StatusCode is 413 or 303, $"{path}: {answer.StatusCode}");
            }
            catch (HttpRequestException)
            {
                // The connection was closed under who would not stop sending.
            }
        }

        await NothingChanged(api);
    }

    private static async Task Walk(Action<HttpRequestMessage> dress, HttpStatusCode[] expected)
    {
        await using var api = await AdminApi.Start();
        await Walk(api, dress, expected);
    }

    /// <summary>Comes to every door, dressed as told, and expects to be refused.</summary>
    /// <param name="api">Who is visited.</param>
    /// <param name="dress">What comes with a request.</param>
    /// <param name="expected">How it is refused.</param>
    /// <param name="openToo">Whether that holds for what needs no login, too.</param>
    /// <param name="which">Doors to come to; all of them.</param>
    private static async Task Walk(
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
        await NothingChanged(api);
    }

    private static HttpRequestMessage Ask(Door door)
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
    private static async Task NothingChanged(AdminApi api)
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
        var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Tcp
        );
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2").MapToIPv6(), 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }
}
