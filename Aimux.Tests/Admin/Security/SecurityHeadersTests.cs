using System.Net;
using Aimux.Tests.Admin.Api;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>What browsers are told with every answer of the admin listener.</summary>
public sealed class SecurityHeadersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_lets_scripts_be_Aimuxs_own_files_and_nothing_come_from_elsewhere()
    {
        await using var api = await AdminApi.Start();
        foreach (var door in Door.All(api.Aimux.Services).Where(door => door.Method == "GET"))
        {
            using var answer = await Ask(api, door.Path);
            var policy = Policy(answer);

            Assert.Equal(["'self'"], policy["default-src"]);
            Assert.Equal(["'self'"], policy["connect-src"]);
            Assert.Equal(["'self'"], policy["base-uri"]);
            Assert.Equal(["'self'"], policy["form-action"]);
            Assert.Equal(["'none'"], policy["object-src"]);
            Assert.Equal(["'none'"], policy["frame-ancestors"]);
            Assert.DoesNotContain("'unsafe-eval'", policy["script-src"]);
            if (!door.Path.StartsWith("/api/reference", StringComparison.Ordinal))
            {
                Assert.Equal(["'self'"], policy["script-src"]);
            }

            Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
            Assert.Equal("DENY", One(answer, "X-Frame-Options"));
            Assert.Equal("same-origin", One(answer, "Referrer-Policy"));
            Assert.Equal("same-origin", One(answer, "Cross-Origin-Opener-Policy"));
            Assert.Equal("same-origin", One(answer, "Cross-Origin-Resource-Policy"));
            Assert.False(answer.Headers.Contains("Server"), door.Path);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), door.Path);
        }
    }

    [Theory]
    [InlineData("/api/keys")]
    [InlineData("/api/config")]
    [InlineData("/")]
    [InlineData("/settings")]
    [InlineData("/login")]
    [InlineData("/metrics")]
    public async Task What_tells_of_this_Aimux_stays_in_no_cache(string path)
    {
        await using var api = await AdminApi.Start();
        using var answer = await Ask(api, path);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/settings")]
    public async Task No_page_holds_a_script(string path)
    {
        await using var api = await AdminApi.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await api.Aimux.Admin.SendAsync(request, Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var scripts = page.Split("<script")
            .Skip(1)
            .Select(script => script[..script.IndexOf("</script>", StringComparison.Ordinal)]);
        Assert.All(
            scripts,
            script =>
                Assert.True(
                    script.EndsWith('>') || script.Contains("type=\"importmap\"", StringComparison.Ordinal),
                    script
                )
        );
        Assert.DoesNotContain(" onclick=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", page, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Some answers have no end.</summary>
    private static Task<HttpResponseMessage> Ask(AdminApi api, string path) =>
        api.Aimux.Admin.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation);

    private static string One(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static Dictionary<string, string[]> Policy(HttpResponseMessage answer) =>
        One(answer, "Content-Security-Policy")
            .Split(';', StringSplitOptions.TrimEntries)
            .Select(rule => rule.Split(' '))
            .ToDictionary(rule => rule[0], rule => rule[1..], StringComparer.Ordinal);
}
