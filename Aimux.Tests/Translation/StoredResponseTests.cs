using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>What goes on from a stored answer goes to who keeps it.</summary>
public sealed class StoredResponseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_goes_on_from_an_answer_goes_to_its_provider_and_key(bool streaming)
    {
        await using var one = await Speaking.Start(Speaking.ChatAndResponses);
        await using var two = await Speaking.Start(Speaking.ChatAndResponses, name: "two");
        await using var aimux = await RunningAimux.Start(
            Speaking.Provider(one) with
            {
                Keys = [.. "abcdef".Select(name => Some.Key("one", $"{name}"))],
            },
            Speaking.Provider(two) with
            {
                Keys = [.. "abcdef".Select(name => Some.Key("two", $"{name}"))],
            }
        );
        for (var i = 0; i < 6; i++)
        {
            using var first = await aimux.Post(Caller.Responses, Body(streaming, $"Hello {i}"));
            var id = IdOf(await first.Content.ReadAsStringAsync(Cancellation), streaming);
            var began = (await aimux.EndedDecision(first))["attempts"]![0]!;

            for (var turn = 0; turn < 3; turn++)
            {
                var more = $"\"previous_response_id\":\"{id}\",";
                using var next = await aimux.Post(Caller.Responses, Body(streaming, $"And {turn}", more));
                id = IdOf(await next.Content.ReadAsStringAsync(Cancellation), streaming);

                var decision = await aimux.EndedDecision(next);
                var attempt = Assert.Single(decision["attempts"]!.AsArray())!;
                Assert.Equal((string)began["provider"]!, (string)attempt["provider"]!);
                Assert.Equal((string)began["key"]!, (string)attempt["key"]!);
                Assert.Contains(
                    decision["exclusions"]!.AsArray(),
                    exclusion => (string)exclusion!["reason"]! == "StoredElsewhere"
                );
            }
        }
    }

    [Fact]
    public async Task The_account_is_found_among_many_though_its_cache_is_cold()
    {
        await using var one = await Speaking.Start(Speaking.ChatAndResponses);
        var provider = Speaking.Provider(one) with
        {
            Keys = [.. Enumerable.Range(0, 60).Select(number => Some.Key("one", $"k{number}"))],
        };
        await using var aimux = await RunningAimux.Start(provider);
        for (var i = 0; i < 5; i++)
        {
            using var first = await aimux.Post(Caller.Responses, Body(streaming: false, $"Hello {i}"));
            var id = IdOf(await first.Content.ReadAsStringAsync(Cancellation), streaming: false);
            var began = (await aimux.EndedDecision(first))["attempts"]![0]!;
            var caches = aimux.Services.GetRequiredService<IWarmCaches>();
            caches.Remember(ConversationHash.Of(Encoding.UTF8.GetBytes(id)), "nobody", "nobody");

            using var next = await aimux.Post(
                Caller.Responses,
                Body(streaming: false, "And", $"\"previous_response_id\":\"{id}\",")
            );

            Assert.Equal(HttpStatusCode.OK, next.StatusCode);
            var attempt = Assert.Single((await aimux.EndedDecision(next))["attempts"]!.AsArray())!;
            Assert.Equal((string)began["key"]!, (string)attempt["key"]!);
        }
    }

    [Fact]
    public async Task While_its_account_rests_no_other_is_asked()
    {
        await using var one = await Speaking.Start(Speaking.ChatAndResponses);
        await using var two = await Speaking.Start(Speaking.ChatAndResponses, name: "two");
        var provider = Speaking.Provider(one) with { Keys = [Some.Key("one", "a"), Some.Key("one", "b")] };
        await using var aimux = await RunningAimux.Start(provider, Speaking.Provider(two));
        using var first = await aimux.Post(
            Caller.Responses,
            Body(streaming: false, "Hello").Replace("demo", "one/demo", StringComparison.Ordinal)
        );
        var id = IdOf(await first.Content.ReadAsStringAsync(Cancellation), streaming: false);
        var key = (string)(await aimux.EndedDecision(first))["attempts"]![0]!["key"]!;

        await aimux.Grains.GetGrain<IQuotaGroupGrain>(key).Disable(key);
        using var next = await aimux.Post(
            Caller.Responses,
            Body(streaming: false, "And", $"\"previous_response_id\":\"{id}\",")
        );

        Assert.False(next.IsSuccessStatusCode);
        Assert.Single(Speaking.Requests(one));
        Assert.Empty(Speaking.Requests(two));
    }

    [Fact]
    public async Task What_nobody_here_served_is_asked_of_who_speaks_responses()
    {
        await using var one = await Speaking.Start(Speaking.Chat);
        await using var two = await Speaking.Start(Speaking.ChatAndResponses, name: "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));

        using var answer = await aimux.Post(
            Caller.Responses,
            Body(streaming: false, "Hello", "\"previous_response_id\":\"resp_unknown\",")
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.Empty(Speaking.Requests(one));
    }

    [Fact]
    public void Memory_is_bounded_and_what_is_newest_is_kept()
    {
        var stored = new StoredResponses();
        for (var id = 1ul; id <= 200_000; id++)
        {
            stored.Remember(id, "one", $"{id}");
        }

        Assert.Equal("200000", stored.Find(200_000)!.QuotaGroup);
        Assert.Equal("160001", stored.Find(160_001)!.QuotaGroup);
        Assert.Null(stored.Find(1));
        Assert.Null(stored.Find(0));
    }

    private static string Body(bool streaming, string input, string more = "") =>
        $$"""{ {{more}}"model":"demo","stream":{{(streaming ? "true" : "false")}},"input":"{{input}}"}""";

    private static string IdOf(string answer, bool streaming)
    {
        var json = streaming ? answer.Split("data: ")[^1] : answer;
        var node = JsonNode.Parse(json)!;
        return (string)(streaming ? node["response"]! : node)["id"]!;
    }
}
