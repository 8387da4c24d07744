using System.Text;
using System.Text.Json;
using Aimux.Silo.Access;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Access;

public sealed class OriginGuardTests
{
    [Theory]
    [InlineData("127.0.0.1:8081")]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9:8081")]
    [InlineData("localhost:8081")]
    [InlineData("[::1]:8081")]
    [InlineData("")]
    public async Task A_program_on_this_machine_passes(string host)
    {
        var (passed, _, _) = await Ask(host);
        Assert.True(passed);
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task A_page_of_its_own_passes(string site)
    {
        var (passed, _, _) = await Ask("localhost:8081", site);
        Assert.True(passed);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("")]
    [InlineData("none", "cross-site")]
    [InlineData("anything")]
    public async Task A_page_of_another_origin_is_refused(params string[] site)
    {
        var (passed, status, error) = await Ask("localhost:8081", site);
        Assert.False(passed);
        Assert.Equal(403, status);
        Assert.Equal("cross_origin_refused", error.GetProperty("code").GetString());
        Assert.Equal("permission_error", error.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("evil.test:8081", "evil.test")]
    [InlineData("evil.test", "evil.test")]
    [InlineData("127.0.0.1.evil.test", "127.0.0.1.evil.test")]
    [InlineData("localhost.evil.test", "localhost.evil.test")]
    [InlineData("192.168.1.5:8081", "192.168.1.5")]
    [InlineData("0.0.0.0:8081", "0.0.0.0")]
    public async Task A_name_that_was_made_to_point_here_is_refused(string host, string name)
    {
        var (passed, status, error) = await Ask(host);
        Assert.False(passed);
        Assert.Equal(403, status);
        Assert.Equal("host_refused", error.GetProperty("code").GetString());
        Assert.Contains($"'{name}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8081", true)]
    [InlineData("https://localhost:8081", true)] // a proxy in front may speak TLS
    [InlineData("http://localhost:8080", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://evil.test:8081", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public async Task A_page_of_another_origin_that_an_old_browser_does_not_mark_changes_nothing(
        string origin,
        bool passes
    )
    {
        var (changed, _, _) = await Ask(Local("POST", origin));
        var (read, _, _) = await Ask(Local("GET", origin));

        var socket = Local("GET", origin);
        socket.Request.Headers.Upgrade = "websocket";
        var (opened, _, _) = await Ask(socket);

        Assert.Equal(passes, changed);
        Assert.Equal(passes, opened);
        Assert.True(read);
    }

    [Fact]
    public async Task A_listener_for_other_machines_answers_to_any_name_and_still_to_no_other_page()
    {
        var named = Local("GET", null);
        named.Request.Host = new HostString("aimux.test");
        named.Features.Set(new ListenerKind(IsAdmin: false, IsOpen: true));
        var page = Local("GET", null);
        page.Request.Headers["Sec-Fetch-Site"] = "cross-site";
        page.Features.Set(new ListenerKind(IsAdmin: false, IsOpen: true));

        Assert.True((await Ask(named)).Passed);
        Assert.False((await Ask(page)).Passed);
    }

    private static DefaultHttpContext Local(string method, string? origin)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Host = new HostString("localhost:8081");
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        return context;
    }

    private static async Task<(bool Passed, int Status, JsonElement Error)> Ask(string host, params string[] site)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        if (site.Length > 0)
        {
            context.Request.Headers["Sec-Fetch-Site"] = site;
        }

        return await Ask(context);
    }

    private static async Task<(bool Passed, int Status, JsonElement Error)> Ask(DefaultHttpContext context)
    {
        using var body = new MemoryStream();
        context.Response.Body = body;
        var passed = false;
        await OriginGuard.Pass(
            context,
            _ =>
            {
                passed = true;
                return Task.CompletedTask;
            }
        );
        var text = Encoding.UTF8.GetString(body.ToArray());
        var error = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.GetProperty("error");
        return (passed, context.Response.StatusCode, error);
    }
}
