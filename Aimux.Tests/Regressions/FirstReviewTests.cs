using System.Text;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Routing;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Sse;
using Aimux.Tests.Limits;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Regressions;

/// <summary>What a first reading with fresh eyes found wrong; each was seen to fail.</summary>
public sealed class FirstReviewTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Theory]
    [InlineData("""{"\ud800":1,"model":"m"}""")]
    [InlineData("""{"model":"m","s\udc00tream":true}""")]
    public void A_request_with_a_half_surrogate_in_a_name_is_refused_or_read(string body)
    {
        try
        {
            RequestPeek.Read(Encoding.UTF8.GetBytes(body));
        }
        catch (InvalidRequestException) { }
    }

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"choices":[{"\ud800":1}]}""")]
    [InlineData("""{"choices":[{"delta":{"\ud800":1}}]}""")]
    public void An_answer_with_a_half_surrogate_in_a_name_is_json_or_not(string body)
    {
        try
        {
            ChatFactsReader.Read(Encoding.UTF8.GetBytes(body));
        }
        catch (JsonException) { }
    }

    [Theory]
    [InlineData("""{"error":{"message":"\ud800"}}""")]
    [InlineData("""{"error":"\ud800"}""")]
    [InlineData("""{"error":{"code":"\ud800"}}""")]
    [InlineData("""{"\ud800rror":{"code":"\ud800"}}""")]
    public void An_error_with_a_half_surrogate_is_read_or_says_nothing(string body)
    {
        UpstreamError.Parse(Encoding.UTF8.GetBytes(body));
    }

    [Fact]
    public void An_error_that_is_no_utf8_is_read_or_says_nothing()
    {
        UpstreamError.Parse((byte[])[.. "{\"error\":\""u8, 0xE9, .. "\"}"u8]);
    }

    [Fact]
    public void A_long_message_is_not_cut_within_a_character()
    {
        var text = new string('x', 299) + "😀😀";
        var message = UpstreamError.Parse(Encoding.UTF8.GetBytes($$"""{"error":"{{text}}"}""")).Message;
        Assert.DoesNotContain(message.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
    }

    [Fact]
    public void No_serializer_shows_a_secret()
    {
        Assert.DoesNotContain(
            "0123456789",
            JsonSerializer.Serialize(new ApiSecret("fake-0123456789-abcd")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_snapshot_does_not_count_leases_that_expired()
    {
        var limiter = new OneKey(null, TimeSpan.FromMinutes(20));
        limiter.TryAcquire(0, Now);
        Assert.Equal(0, limiter.Snapshot(Now.AddMinutes(20)).InFlight);
    }

    [Fact]
    public void A_clock_that_stepped_back_does_not_keep_a_key_shut()
    {
        var limiter = new OneKey(new KeyLimits(RequestsPerMinute: 60), TimeSpan.FromMinutes(20));
        for (var i = 0; i < 60; i++)
        {
            limiter.TryAcquire(0, Now);
        }

        var back = Now.AddHours(-1);
        var refused = limiter.TryAcquire(0, back);
        Assert.NotNull(limiter.TryAcquire(0, refused.ReopensAt!.Value).Lease);
    }

    [Theory]
    [InlineData("RateLimit", "limit=60, remaining=5")]
    [InlineData("RateLimit-Policy", "60;w=60")]
    [InlineData("RateLimit-Remaining", "5")]
    [InlineData("retry-after-ms", "5")]
    [InlineData("x-should-retry", "true")]
    public void More_limits_of_one_key_do_not_go_down(string name, string value)
    {
        var context = new DefaultHttpContext();
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation(name, value);
        HeaderRules.SendDown(answer, context.Response.Headers);
        Assert.Empty(context.Response.Headers);
    }

    [Fact]
    public void A_header_that_the_providers_connection_names_does_not_go_down()
    {
        var context = new DefaultHttpContext();
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Connection", "X-Hop");
        answer.Headers.TryAddWithoutValidation("X-Hop", "1");
        HeaderRules.SendDown(answer, context.Response.Headers);
        Assert.Empty(context.Response.Headers);
    }

    [Fact]
    public void A_fragment_is_more_than_an_address()
    {
        Assert.Throws<FormatException>(() => ListenAddress.Parse("http://127.0.0.1:8080#x"));
    }

    [Theory]
    [InlineData("Localhost:8081")]
    [InlineData("LOCALHOST")]
    public async Task A_host_name_is_compared_without_case(string host)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        context.Response.Body = new MemoryStream();
        var passed = false;
        await OriginGuard.Pass(
            context,
            _ =>
            {
                passed = true;
                return Task.CompletedTask;
            }
        );
        Assert.True(passed);
    }

    [Fact]
    public void An_event_longer_than_allowed_breaks_the_stream_wherever_it_begins()
    {
        using var buffer = new EventBuffer();
        void Give(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                var room = buffer.Room().Span;
                var n = Math.Min(room.Length, bytes.Length);
                bytes[..n].CopyTo(room);
                buffer.Advance(n);
                bytes = bytes[n..];
            }
        }

        // Grow the buffer to its greatest, then begin a long event behind a short one.
        Give(new byte[EventBuffer.MaxEventBytes - 2]);
        Give("\n\n"u8);
        Assert.True(buffer.TryTake(out _));
        Give("data: a\n\ndata: b"u8);
        Assert.True(buffer.TryTake(out _));
        Assert.Throws<InvalidDataException>(() => Give(new byte[EventBuffer.MaxEventBytes + (1 << 20)]));
    }

    [Fact]
    public void Near_equals_do_not_use_up_the_explorations_of_a_stale_provider()
    {
        var random = new Random(1);
        var budget = new ExplorationBudget();
        var explored = new Dictionary<string, int>(StringComparer.Ordinal);
        var now = Now;
        for (var i = 0; i < 10_000; i++)
        {
            now = now.AddMilliseconds(20);
            CandidateState Make(string id, double ms, DateTimeOffset at) =>
                new(
                    new RouteCandidate(id, "m"),
                    BreakerSnapshot.Closed,
                    new ModelSpeed("m", 0, new LatencyEstimate(ms, ms, ms, 0, at)),
                    0,
                    Warm: false,
                    ModelRests: false,
                    [id]
                );
            var ranked = Selector.Rank(
                [
                    Make("a", 100, now),
                    Make("b", 102, now),
                    Make("c", 104, now),
                    Make("d", 106, now),
                    Make("stale", 900, Now.AddHours(-1)),
                ],
                new RequestShape(0, null, 0, RoutePolicy.Fastest),
                budget,
                now,
                random
            );
            if (ranked[0].Reason == Aimux.Grains.Interfaces.Routing.CandidateReason.Exploration)
            {
                explored[ranked[0].ProviderId] = explored.GetValueOrDefault(ranked[0].ProviderId) + 1;
            }
        }

        // All that are near equal are measured by ordinary requests; once, 230 of 301 explorations went to them.
        Assert.Equal(["stale"], explored.Keys);
    }

    [Fact]
    public void Quota_words_win_over_limit_words()
    {
        Assert.Equal(
            AttemptOutcome.QuotaExhausted,
            FailureClassifier.Classify(200, new UpstreamError("rate_limit_error", "insufficient_quota", ""))
        );
    }

    [Theory]
    [InlineData("https://user:pass@other.test/v1")]
    [InlineData("https://other.test/v1?api-version=1")]
    public void A_base_url_with_more_than_a_place_is_not_used_silently(string given)
    {
        var found = EnvironmentProviders.Find(
            name =>
                name switch
                {
                    "OPENAI_API_KEY" => "fake",
                    "OPENAI_BASE_URL" => given,
                    _ => null,
                },
            new Uri("http://127.0.0.1:8080")
        );
        Assert.Empty(found.Providers);
        Assert.DoesNotContain("pass@", Assert.Single(found.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429", "Too Many Requests")]
    [InlineData("503", "")]
    public void A_numbered_error_in_a_200_is_named_by_its_number(string code, string type)
    {
        Assert.NotEqual(
            AttemptOutcome.ErrorInAnswer,
            FailureClassifier.Classify(200, new UpstreamError(type, code, ""))
        );
    }

    [Fact]
    public void An_event_with_a_bom_is_read()
    {
        var joined = new System.Buffers.ArrayBufferWriter<byte>();
        Assert.Equal("a", Encoding.UTF8.GetString(EventData.Of([0xEF, 0xBB, 0xBF, .. "data: a\n\n"u8], joined)));
    }
}
