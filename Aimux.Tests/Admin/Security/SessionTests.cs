using Aimux.Tests.Admin.Api;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>Logging in and out by a browser, over HTTP.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_login_begins_a_session_whose_cookie_no_script_and_no_other_site_sees()
    {
        await using var api = await AdminApi.Start();
        using var browser = new Browsing(api.Aimux);
        (await browser.Get("/api/config/status")).IsProblem(401);

        var answer = await browser.EnterPassword("admin", "admin", returnUrl: "/requests?model=a");

        Assert.Equal("/requests?model=a", answer.Is(303).Location);
        Assert.Equal(64, browser.Session!.Length);
        Assert.All(browser.Session, letter => Assert.True(char.IsAsciiHexDigitLower(letter)));
        Assert.Contains("; httponly", browser.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", browser.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", browser.SetCookie, StringComparison.OrdinalIgnoreCase);
        (await browser.Get("/api/config/status")).Is(200);
        (await browser.Post("/api/providers/two/disable")).Is(200);
    }

    [Theory]
    [InlineData("admin", "wrong", "wrong")]
    [InlineData("admin", "", "wrong")]
    [InlineData("root", "admin", "wrong")]
    [InlineData("admin", "admin", "stale", "")]
    [InlineData("admin", "admin", "stale", "CfDJ8-made-up")]
    public async Task A_login_that_is_not_right_begins_none(
        string user,
        string password,
        string error,
        string? token = null
    )
    {
        await using var api = await AdminApi.Start();
        using var browser = new Browsing(api.Aimux);

        var answer = await browser.EnterPassword(user, password, token: token);

        Assert.StartsWith($"/login?error={error}", answer.Is(303).Location, StringComparison.Ordinal);
        Assert.Null(browser.Session);
        (await browser.Get("/api/config/status")).IsProblem(401);
    }

    [Fact]
    public async Task The_token_of_somebody_elses_form_is_stale()
    {
        await using var api = await AdminApi.Start();
        using var other = new Browsing(api.Aimux);
        using var browser = new Browsing(api.Aimux);
        await browser.FormToken();

        var answer = await browser.EnterPassword("admin", "admin", token: await other.FormToken());

        Assert.Equal("/login?error=stale", answer.Is(303).Location);
        Assert.Null(browser.Session);
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/\\evil.test/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nX: y")]
    [InlineData("/login?return_url=/login")]
    [InlineData("")]
    public async Task A_login_leads_nowhere_but_to_a_page_of_Aimux(string returnUrl)
    {
        await using var api = await AdminApi.Start();
        using var browser = new Browsing(api.Aimux);
        Assert.Equal("/", (await browser.EnterPassword("admin", "admin", returnUrl)).Is(303).Location);
    }

    [Fact]
    public async Task Who_guesses_has_to_wait()
    {
        await using var api = await AdminApi.Start();
        using var browser = new Browsing(api.Aimux);
        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("/login?error=wrong", (await browser.EnterPassword("admin", $"guess{i}")).Location);
        }

        var answer = await browser.EnterPassword("admin", "admin");

        Assert.StartsWith("/login?error=limited&retry=", answer.Is(303).Location, StringComparison.Ordinal);
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task A_log_out_ends_this_session_and_no_other()
    {
        await using var api = await AdminApi.Start();
        using var one = await Browsing.LogIn(api.Aimux);
        using var two = await Browsing.LogIn(api.Aimux);

        Assert.Equal("/login", (await one.Post("/session/end")).Is(303).Location);

        Assert.Equal("", one.Session); // its cookie is gone
        (await one.Get("/api/config/status")).IsProblem(401);
        (await two.Get("/api/config/status")).Is(200);
    }

    [Fact]
    public async Task A_log_out_everywhere_ends_all()
    {
        await using var api = await AdminApi.Start();
        using var one = await Browsing.LogIn(api.Aimux);
        using var two = await Browsing.LogIn(api.Aimux);

        (await one.Post("/session/end?everywhere=true")).Is(303);

        (await one.Get("/api/config/status")).IsProblem(401);
        (await two.Get("/api/config/status")).IsProblem(401);
    }

    [Fact]
    public async Task Another_password_ends_the_sessions_that_began_with_the_old_one()
    {
        await using var api = await AdminApi.Start();
        using var browser = await Browsing.LogIn(api.Aimux);

        (await api.Post("/api/password", """{"current":"admin","next":"made-up and long enough"}""")).Is(204);

        (await browser.Get("/api/config/status")).IsProblem(401);
        Assert.StartsWith("/login?error=wrong", (await browser.EnterPassword("admin", "admin")).Location);
        Assert.Equal("/", (await browser.EnterPassword("admin", "made-up and long enough")).Location);
        (await browser.Get("/api/config/status")).Is(200);
    }
}
