using System.Net;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Aimux.Silo.Simulation.Quotas;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

/// <summary>Lists of models, quotas, and what is kept of requests.</summary>
public sealed class SimulatedListTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly (string Name, string Value) Version = ("anthropic-version", "2023-06-01");

    [Fact]
    public async Task Models_are_listed_in_anthropics_shape_for_who_speaks_it()
    {
        await using var client = await Start();
        var list = await SimulationClient.Json(
            await client.Send(HttpMethod.Get, "/v1/models?limit=1000", null, null, null, Version, ("x-api-key", "good"))
        );
        Assert.Equal(
            """{"data":[{"type":"model","id":"demo","display_name":"demo","created_at":"2023-11-14T22:13:20Z"},{"type":"model","id":"demo-embedding","display_name":"demo-embedding","created_at":"2023-11-14T22:13:20Z"}],"has_more":false,"first_id":"demo","last_id":"demo-embedding"}""",
            list.GetRawText()
        );
        var one = await SimulationClient.Json(
            await client.Send(HttpMethod.Get, "/v1/models/demo", null, null, "good", Version)
        );
        Assert.Equal("demo", one.GetProperty("display_name").GetString());
        var refused = await SimulationClient.Json(
            await client.Send(HttpMethod.Get, "/v1/models", null, null, "bad", Version),
            HttpStatusCode.Unauthorized
        );
        Assert.Equal("authentication_error", SimulationClient.TypeOf(refused.GetProperty("error")));
        var openAi = await SimulationClient.Json(await client.Send(HttpMethod.Get, "/v1/models", key: "good"));
        Assert.Equal("list", openAi.GetProperty("object").GetString());
        Assert.Equal(4, client.Provider.Stats.Snapshot().RequestsPerPath["models"]);
    }

    [Fact]
    public async Task Zai_tells_its_limits_and_a_bad_key_inside_a_200()
    {
        await using var client = await Start();
        const string path = "/api/monitor/usage/quota/limit";
        foreach (var authorization in new[] { "good", "Bearer good" })
        {
            var told = await SimulationClient.Json(
                await client.Send(HttpMethod.Get, path, null, null, null, ("Authorization", authorization))
            );
            Assert.Equal(200, told.GetProperty("code").GetInt32());
            var limits = told.GetProperty("data").GetProperty("limits").EnumerateArray().ToArray();
            Assert.Equal([3, 6, 5], limits.Select(limit => limit.GetProperty("unit").GetInt32()));
            Assert.Equal(
                $$"""{"type":"TOKENS_LIMIT","unit":3,"number":5,"usage":200,"currentValue":50,"remaining":150,"percentage":25,"nextResetTime":{{Now.AddMinutes(10).ToUnixTimeMilliseconds()}}}""",
                limits[0].GetRawText()
            );
        }

        var refused = await SimulationClient.Json(await client.Send(HttpMethod.Get, path, key: "bad"));
        Assert.Equal(401, refused.GetProperty("code").GetInt32());
        Assert.False(refused.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData(
        "/v2/quotas",
        """{"subscription":{"limit":200,"requests":50,"renewsAt":"2026-01-02T03:14:05.000Z"},"rollingFiveHourLimit":{"remaining":150,"max":200,"limited":false,"tickPercent":0.05,"nextTickAt":"2026-01-02T03:14:05.000Z"},"weeklyTokenLimit":{"percentRemaining":75,"remainingCredits":"$7.50","nextRegenAt":"2026-01-02T03:14:05.000Z"}}"""
    )]
    [InlineData(
        "/api/v1/key",
        """{"data":{"label":"simulated","usage":50,"limit":200,"limit_remaining":150,"limit_reset":null,"is_free_tier":false,"rate_limit":{"requests":-1,"interval":"10s"}}}"""
    )]
    [InlineData(
        "/v1/users/me/balance",
        """{"code":0,"data":{"available_balance":7.5,"voucher_balance":0,"cash_balance":7.5},"scode":"0x0","status":true}"""
    )]
    [InlineData(
        "/user/balance",
        """{"is_available":true,"balance_infos":[{"currency":"USD","total_balance":"7.50","granted_balance":"0.00","topped_up_balance":"7.50"}]}"""
    )]
    public async Task A_quota_is_told_in_its_vendors_shape_to_who_has_a_key(string path, string body)
    {
        await using var client = await Start();
        var told = await SimulationClient.Json(await client.Send(HttpMethod.Get, path, key: "good"));
        Assert.Equal(body, told.GetRawText());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Send(HttpMethod.Get, path, key: "bad")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.Post(path, "{}", key: "good")).StatusCode);
    }

    [Fact]
    public async Task The_last_requests_are_kept_without_their_secrets()
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(RecordedRequests: 2, StrictFields: true)
        );
        await client.Chat(SimulationClient.Hello);
        const string refused = """{"model":"demo","colour":1,"messages":[{}]}""";
        await client.Chat(refused, key: "not-to-be-seen");
        await client.Send(
            HttpMethod.Post,
            "/v1/messages?beta=true",
            SimulatedMessagesTests.Hello,
            null,
            null,
            ("x-api-key", "not-to-be-seen"),
            ("anthropic-beta", "some-beta")
        );

        var (first, last) = (client.Provider.Requests[0], client.Provider.Requests[1]);
        Assert.Equal(2, client.Provider.Requests.Count);
        Assert.Equal(("/v1/chat/completions", refused), (first.Path, first.Body));
        Assert.Equal("Bearer (hidden)", first.Headers["authorization"]);
        Assert.Equal(("/v1/messages", "?beta=true"), (last.Path, last.Query));
        Assert.Equal(SimulatedMessagesTests.Hello, last.Body);
        Assert.Equal("(hidden)", last.Headers["X-Api-Key"]);
        Assert.Equal("some-beta", last.Headers["anthropic-beta"]);

        var told = await SimulationClient.Json(await client.Send(HttpMethod.Get, "/_simulation/requests"));
        Assert.DoesNotContain("not-to-be-seen", told.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(SimulatedMessagesTests.Hello, told[1].GetProperty("body").GetString());
        await client.Send(HttpMethod.Post, "/_simulation/reset");
        Assert.Empty(client.Provider.Requests);
    }

    [Fact]
    public async Task Nothing_is_kept_unless_asked_for()
    {
        await using var client = await SimulationClient.Start();
        await client.Chat(SimulationClient.Hello);
        Assert.Empty(client.Provider.Requests);
        var told = await SimulationClient.Json(await client.Send(HttpMethod.Get, "/_simulation/requests"));
        Assert.Equal(JsonValueKind.Array, told.ValueKind);
        Assert.Equal(0, told.GetArrayLength());
    }

    private static Task<SimulationClient> Start() =>
        SimulationClient.Start(
            new SimulatedProviderSettings(
                ApiKeys: ["good"],
                Quota: new QuotaFigures(Limit: 200, Used: 50, Balance: 7.5, ResetsInSeconds: 600)
            ),
            new FakeTimeProvider(Now)
        );
}
