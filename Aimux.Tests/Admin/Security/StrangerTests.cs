using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aimux.Tests.Admin.Api;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>Who should not comes to every address and asset of the admin listener, and gets and changes nothing.</summary>
public sealed class StrangerTests
{
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
            using var request = Stranger.Ask(door);
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
        await Stranger.Walk(
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
            await Stranger.Walk(
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
        await Stranger.Walk(
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

    private static async Task Walk(Action<HttpRequestMessage> dress, HttpStatusCode[] expected)
    {
        await using var api = await AdminApi.Start();
        await Stranger.Walk(api, dress, expected);
    }
}
