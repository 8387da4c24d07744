using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Dialects;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dialects;

public sealed class RateLimitHeadersTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private const string OpenAi = """
        x-ratelimit-limit-requests: 500
        x-ratelimit-limit-tokens: 30000
        x-ratelimit-remaining-requests: 499
        x-ratelimit-remaining-tokens: 29000
        x-ratelimit-reset-requests: 12ms
        x-ratelimit-reset-tokens: 6m0s
        """;

    [Fact]
    public void OpenAi_says_nothing_of_the_window()
    {
        Assert.Equal(
            [
                new ReportedLimit("requests", LimitUnit.Requests, null, 500, 499, TimeSpan.FromMilliseconds(12)),
                new ReportedLimit("tokens", LimitUnit.Tokens, null, 30_000, 29_000, TimeSpan.FromMinutes(6)),
            ],
            Read(OpenAi, "openai")
        );
    }

    [Fact]
    public void Groq_counts_requests_by_the_day_and_tokens_by_the_minute()
    {
        Assert.Equal([Day, Minute], Read(OpenAi, "groq").Select(limit => limit.Window));
    }

    [Fact]
    public void Cerebras_names_the_window()
    {
        Assert.Equal(
            [
                new ReportedLimit("requests-day", LimitUnit.Requests, Day, 14_400, 14_399, TimeSpan.FromHours(1.5)),
                new ReportedLimit("tokens-minute", LimitUnit.Tokens, Minute, 60_000, 0, TimeSpan.FromSeconds(11.5)),
                new ReportedLimit("tokens-hour", LimitUnit.Tokens, TimeSpan.FromHours(1), 1_000_000, null, null),
            ],
            Read(
                """
                X-RateLimit-Limit-Requests-Day: 14400
                X-RateLimit-Remaining-Requests-Day: 14399
                X-RateLimit-Reset-Requests-Day: 5400
                x-ratelimit-limit-tokens-minute: 60000
                x-ratelimit-remaining-tokens-minute: -12
                x-ratelimit-reset-tokens-minute: 11.5
                x-ratelimit-limit-tokens-hour: 1000000
                """
            )
        );
    }

    [Fact]
    public void Anthropic_names_the_part_last_and_counts_input_and_output_apart()
    {
        Assert.Equal(
            [
                new ReportedLimit("requests", LimitUnit.Requests, null, 50, 49, TimeSpan.FromSeconds(55)),
                new ReportedLimit("input-tokens", LimitUnit.Tokens, null, 30_000, 0, TimeSpan.FromMinutes(1)),
                new ReportedLimit("output-tokens", LimitUnit.Tokens, null, 8_000, 7_000, null),
                new ReportedLimit("tokens", LimitUnit.Tokens, null, 38_000, null, null),
            ],
            Read(
                """
                anthropic-ratelimit-requests-limit: 50
                anthropic-ratelimit-requests-remaining: 49
                anthropic-ratelimit-requests-reset: 2026-01-02T03:05:00Z
                anthropic-ratelimit-input-tokens-limit: 30000
                anthropic-ratelimit-input-tokens-remaining: 0
                anthropic-ratelimit-input-tokens-reset: 2026-01-02T03:05:05Z
                anthropic-ratelimit-output-tokens-limit: 8000
                anthropic-ratelimit-output-tokens-remaining: 7000
                anthropic-ratelimit-tokens-limit: 38000
                """
            )
        );
    }

    [Theory]
    [InlineData("allowed", "0.42", null)]
    [InlineData("allowed_warning", "0.99", null)]
    [InlineData("rejected", "0.42", 0.0)]
    [InlineData("allowed", "1.0", 0.0)]
    public void A_subscription_says_whether_anything_is_left_of_its_windows(
        string status,
        string utilization,
        double? remaining
    )
    {
        Assert.Equal(
            [
                new ReportedLimit(
                    "unified-5h",
                    LimitUnit.Requests,
                    TimeSpan.FromHours(5),
                    null,
                    remaining,
                    TimeSpan.FromMinutes(1)
                ),
                new ReportedLimit("unified-7d", LimitUnit.Requests, TimeSpan.FromDays(7), null, null, Day),
            ],
            Read(
                $"""
                anthropic-ratelimit-unified-status: {status}
                anthropic-ratelimit-unified-reset: 1767323105
                anthropic-ratelimit-unified-5h-status: {status}
                anthropic-ratelimit-unified-5h-utilization: {utilization}
                anthropic-ratelimit-unified-5h-reset: 1767323105
                anthropic-ratelimit-unified-7d-status: allowed
                anthropic-ratelimit-unified-7d-utilization: 0.1
                anthropic-ratelimit-unified-7d-reset: 1767409445
                """
            )
        );
    }

    [Theory]
    [InlineData("x-ratelimit-limit: 20\nx-ratelimit-remaining: 0\nx-ratelimit-reset: 1767323105000", null)] // OpenRouter
    [InlineData("ratelimit-limit: 20\nratelimit-remaining: 0\nratelimit-reset: 60", null)]
    [InlineData("ratelimit-limit: 20, 20;w=3600\nratelimit-remaining: 0\nratelimit-reset: 60", 3_600.0)]
    [InlineData("ratelimit: limit=20, remaining=0, reset=60\nratelimit-policy: 20;w=3600", 3_600.0)]
    public void Limits_without_a_name_count_requests(string headers, double? windowSeconds)
    {
        var window = windowSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        Assert.Equal([new ReportedLimit("requests", LimitUnit.Requests, window, 20, 0, Minute)], Read(headers));
    }

    [Fact]
    public void The_standard_joins_policies_and_what_is_left_of_them_by_name()
    {
        Assert.Equal(
            [
                new ReportedLimit("burst", LimitUnit.Requests, Minute, 100, 50, TimeSpan.FromSeconds(30)),
                new ReportedLimit("daily", LimitUnit.Tokens, Day, 1_000, null, null),
            ],
            Read(
                """
                RateLimit-Policy: "burst";q=100;w=60, "daily";q=1000;w=86400;qu="tokens"
                RateLimit: "burst";r=50;t=30
                """
            )
        );
    }

    [Fact]
    public void Synthetic_sends_json_of_which_each_part_is_optional()
    {
        Assert.Equal(
            [
                new ReportedLimit(
                    "five-hours",
                    LimitUnit.Requests,
                    TimeSpan.FromHours(5),
                    500,
                    499.8,
                    TimeSpan.FromMinutes(1)
                ),
                new ReportedLimit("week", LimitUnit.Requests, TimeSpan.FromDays(7), null, null, TimeSpan.FromHours(1)),
                new ReportedLimit("subscription", LimitUnit.Requests, null, 135, 134.5, TimeSpan.FromHours(2)),
            ],
            Read(
                """
                x-synthetic-quotas: {"subscription":{"limit":135,"requests":0.5,"renewsAt":"2026-01-02T05:04:05.000Z"},"rollingFiveHourLimit":{"remaining":499.8,"max":500,"limited":false,"tickPercent":0.05,"nextTickAt":"2026-01-02T03:05:05.000Z"},"weeklyTokenLimit":{"percentRemaining":83.5,"remainingCredits":"$20.04","nextRegenAt":"2026-01-02T04:04:05Z"},"search":{"hourly":{"limit":250,"requests":0}},"freeToolCalls":{}}
                """
            )
        );
    }

    [Theory]
    [InlineData("""{"rollingFiveHourLimit":{"limited":true,"remaining":0.3}}""", "five-hours")]
    [InlineData("""{"weeklyTokenLimit":{"percentRemaining":0,"nextRegenAt":null}}""", "week")]
    [InlineData("""{"subscription":{"limit":135,"requests":140}}""", "subscription")]
    public void A_quota_of_synthetic_that_is_used_up_is_seen(string quotas, string name)
    {
        var limit = Assert.Single(Read("x-synthetic-quotas: " + quotas));
        Assert.Equal((name, 0), (limit.Name, limit.Remaining));
    }

    [Theory]
    [InlineData("content-type: application/json\nx-request-id: 1\nserver: cloudflare")]
    [InlineData("x-ratelimit-limit-requests: unlimited")]
    [InlineData("x-ratelimit-reset-requests: soon")]
    [InlineData("x-ratelimit-limit-images: 5")] // neither requests nor tokens
    [InlineData("x-ratelimit-over-limit: no")]
    [InlineData("x-ratelimit-: 1\nratelimit-: 1\nanthropic-ratelimit-: 1\nanthropic-ratelimit-unified-: 1")]
    [InlineData("ratelimit: \nratelimit-policy: ;;=,\"")]
    [InlineData("x-synthetic-quotas: nothing")]
    [InlineData("x-synthetic-quotas: []")]
    [InlineData("""x-synthetic-quotas: {"subscription":7,"weeklyTokenLimit":{"percentRemaining":{}}}""")]
    [InlineData("""x-synthetic-quotas: {"subscription":{"renewsAt":"\ud800"}}""")]
    public void What_says_nothing_of_a_limit_is_none(string headers) => Assert.Empty(Read(headers));

    [Fact]
    public void An_answer_without_limits_costs_no_memory()
    {
        var headers = Headers.Parse("date: x\nserver: x\nx-request-id: 1\ncf-ray: 1\nopenai-processing-ms: 1");
        Assert.Empty(RateLimitHeaders.Read(headers, Some.Time));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            RateLimitHeaders.Read(headers, Some.Time);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_provider_cannot_make_limits_without_end()
    {
        var many = Headers.Of([.. Enumerable.Range(0, 500).Select(i => ($"x-ratelimit-limit-requests-{i}", "1"))]);
        Assert.Equal(16, RateLimitHeaders.Read(many, Some.Time).Length);
        Assert.Empty(Read($"x-ratelimit-limit-requests-{new string('x', 10_000)}: 1"));
    }

    [Fact]
    public void Whatever_the_headers_say_they_are_read_and_make_sense()
    {
        var names = Pieces.AnyOf(
            "x-ratelimit-limit",
            "x-ratelimit-limit-requests-day",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens-5h",
            "anthropic-ratelimit-tokens-reset",
            "anthropic-ratelimit-unified-5h-utilization",
            "anthropic-ratelimit-unified-x-reset",
            "ratelimit",
            "ratelimit-policy",
            "ratelimit-limit",
            "x-synthetic-quotas"
        );
        var texts = Gen.OneOf(
            Gen.String,
            Pieces.AnyOf(
                "1",
                "-1",
                "1e400",
                "NaN",
                "5m",
                "2026-01-02T03:05:05Z",
                "\"a\";q=1;w=1e99;r=-1;t=x",
                "100, 100;w=",
                "limit=,remaining==,reset=9e9",
                """{"subscription":{"limit":-1,"requests":1e999}}""",
                """{"rollingFiveHourLimit":{"max":"x","nextTickAt":1e30}}"""
            )
        );
        Gen.Select(names, texts)
            .Array[0, 6]
            .Sample(headers =>
            {
                foreach (var limit in RateLimitHeaders.Read(Headers.Of(headers), Some.Time))
                {
                    Assert.True(limit.Limit is null or >= 0);
                    Assert.True(limit.Remaining is null or >= 0);
                    Assert.True(limit.ResetsIn is null || limit.ResetsIn >= TimeSpan.Zero);
                    Assert.True(limit.Window is null || limit.Window >= TimeSpan.Zero);
                }
            });
    }

    private static ImmutableArray<ReportedLimit> Read(string headers, string vendor = "") =>
        RateLimitHeaders.Read(Headers.Parse(headers), Some.Time, vendor);
}
