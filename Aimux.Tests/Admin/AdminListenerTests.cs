using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Events;
using Xunit;

namespace Aimux.Tests.Admin;

public sealed class AdminListenerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_decisions_come_first_and_as_many_as_asked_for()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await aimux.Chat(Some.ChatBody);
            ids.Insert(0, answer.Headers.GetValues("x-aimux-decision").Single());
        }

        var page = await Get(aimux, "/api/decisions?limit=3", HttpStatusCode.OK);

        Assert.Equal(ids.Take(3), page["decisions"]!.AsArray().Select(decision => (string)decision!["id"]!));
    }

    [Theory]
    [InlineData("/api/decisions?limit=0")]
    [InlineData("/api/decisions?limit=1001")]
    [InlineData("/api/decisions?limit=ten")]
    [InlineData("/api/decisions?limit=1&limit=2")]
    public async Task A_bad_limit_is_a_problem_that_says_what_is_expected(string path)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        var problem = await Get(aimux, path, HttpStatusCode.BadRequest);

        Assert.Contains("from 1 to 1000", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/decisions/none")]
    [InlineData("/api/nothing")]
    [InlineData("/v1/models")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        var problem = await Get(aimux, path, HttpStatusCode.NotFound);

        Assert.Equal(404, (int)problem["status"]!);
    }

    [Fact]
    public async Task What_protects_forms_is_kept_in_memory_alone()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using var login = await aimux.NewAdminClient().GetAsync("/login", Cancellation);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);

        // The package starts a service that keeps a key in the user's home.
        var services = aimux.Services.GetServices<IHostedService>().Select(each => each.GetType().FullName!);
        Assert.DoesNotContain(services, name => name.Contains("DataProtection", StringComparison.Ordinal));
        var warnings = aimux.Logs.Events.Where(each => each.Level >= LogEventLevel.Warning);
        Assert.Empty(warnings.Select(each => each.RenderMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Secrets_are_in_no_log_decision_metric_or_error()
    {
        await using var strict = await Simulated.Start("one", new() { ApiKeys = ["another"] });
        await using var aimux = await RunningAimux.Start(Some.Provider(strict));
        using var answer = await aimux.Chat(Some.ChatBody);

        var shown =
            await answer.Content.ReadAsStringAsync(Cancellation)
            + await aimux.Admin.GetStringAsync("/api/decisions", Cancellation)
            + await aimux.Admin.GetStringAsync("/metrics", Cancellation)
            + string.Join(
                '\n',
                aimux.Logs.Events.Select(line => line.RenderMessage() + string.Join(',', line.Properties))
            );

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.DoesNotContain(Some.Secret("one/a"), shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_log_line_tells_of_each_request()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using var answer = await aimux.Chat(Some.ChatBody);
        var id = answer.Headers.GetValues("x-aimux-decision").Single();
        await Until.True(() => aimux.Logs.Events.Any(line => line.Properties.ContainsKey("Decision")));

        var line = Assert.Single(aimux.Logs.Events, line => line.Properties.ContainsKey("Decision"));

        Assert.Equal($"\"{id}\"", line.Properties["Decision"].ToString());
        foreach (
            var name in new[]
            {
                "Model",
                "Provider",
                "Attempts",
                "Status",
                "TimeToFirstMs",
                "DurationMs",
                "InputTokens",
                "OutputTokens",
            }
        )
        {
            Assert.True(line.Properties.ContainsKey(name), name);
        }
    }

    [Theory]
    [InlineData("Host", "rebound.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Web_pages_of_other_origins_reach_neither_listener(string header, string value)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        foreach (var (client, path) in new[] { (aimux.Admin, "/api/decisions"), (aimux.Data, "/v1/models") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_host_header_does_not_lead_from_one_listener_to_the_other()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/decisions");
        request.Headers.Host = aimux.Admin.BaseAddress!.Authority;

        using var answer = await aimux.Data.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Health_is_told_on_both_listeners()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        foreach (var client in new[] { aimux.Data, aimux.Admin })
        {
            Assert.Contains("ok", await client.GetStringAsync("/health/live", Cancellation), StringComparison.Ordinal);
            Assert.Contains("ok", await client.GetStringAsync("/health/ready", Cancellation), StringComparison.Ordinal);
        }
    }

    private static async Task<JsonNode> Get(RunningAimux aimux, string path, HttpStatusCode expected)
    {
        using var answer = await aimux.Admin.GetAsync(path, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }
}
