using System.Diagnostics;
using System.Globalization;
using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>Every key of a provider is used to its limit, and only when all are spent does a caller hear of it.</summary>
[Collection(nameof(Undisturbed))]
public sealed class KeyRotationTests
{
    private const int PerMinute = 60;
    private const int Keys = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Four_keys_of_sixty_a_minute_serve_240_before_anybody_sees_a_429(bool limitsAreKnown)
    {
        await using var provider = await Simulated.Start("one", new(RequestsPerMinute: PerMinute));
        var limits = limitsAreKnown ? new KeyLimits(RequestsPerMinute: PerMinute) : KeyLimits.Unknown;
        var keys = Enumerable.Range(1, Keys).Select(i => Some.Key("one", $"k{i}", limits)).ToArray();
        await using var aimux = await RunningAimux.Start(Some.Provider(provider, keys));

        var started = Stopwatch.GetTimestamp();
        var served = 0;
        HttpResponseMessage refused;
        while (true)
        {
            var answer = await aimux.Chat(Some.ChatBody);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                refused = answer;
                break;
            }

            served++;
            answer.Dispose();
        }

        // The buckets refill while they are emptied: one a second and key.
        var refilled = Keys * (int)Math.Ceiling(Stopwatch.GetElapsedTime(started).TotalSeconds);
        Assert.InRange(served, PerMinute * Keys, PerMinute * Keys + refilled);
        using (refused)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("true", refused.Headers.GetValues("x-should-retry").Single());
            Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
            await AssertRetryAfterIsTrue(aimux, refused);
        }

        if (limitsAreKnown)
        {
            // Aimux knew. Only where a bucket refills in the same millisecond here and there may the provider say no.
            Assert.InRange(provider.Stats.Snapshot().RateLimited, 0, Keys);
        }
    }

    [Fact]
    public async Task Keys_of_one_quota_group_are_not_tried_after_one_another()
    {
        await using var limited = await Simulated.Start("one", new() { Faults = new(RateLimited: 1) });
        await using var other = await Simulated.Start("two");
        var shared = new[] { Some.Key("one", "a", group: "org"), Some.Key("one", "b", group: "org") };
        await using var aimux = await RunningAimux.Start(Some.Provider(limited, shared), Some.Provider(other));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.Equal(1, limited.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task Keys_of_one_quota_group_share_what_they_may()
    {
        await using var provider = await Simulated.Start("one");
        var limits = new KeyLimits(RequestsPerDay: 5);
        var shared = new[] { Some.Key("one", "a", limits, "org"), Some.Key("one", "b", limits, "org") };
        await using var aimux = await RunningAimux.Start(Some.Provider(provider, shared));

        for (var i = 0; i < 5; i++)
        {
            using var answer = await aimux.Chat(Some.ChatBody);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var refused = await aimux.Chat(Some.ChatBody);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(5, provider.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task A_key_that_is_refused_rests_while_the_others_serve()
    {
        await using var provider = await Simulated.Start("one", new() { ApiKeys = [Some.Secret("one/good")] });
        await using var aimux = await RunningAimux.Start(
            Some.Provider(provider, Some.Key("one", "bad"), Some.Key("one", "good"))
        );

        for (var i = 0; i < 20; i++)
        {
            // Each begins a conversation of its own: one that goes on would stay with the first key that served it.
            using var answer = await aimux.Chat(Some.ChatBody.Replace("Hello", $"Hello {i}", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(1, provider.Stats.Snapshot().RequestsPerKey[Some.Secret("one/bad")]);
        var snapshot = (await aimux.Grains.GetGrain<IQuotaGroupGrain>("one/bad").GetSnapshots()).Single();
        Assert.Equal(Aimux.Grains.Interfaces.Health.AttemptOutcome.Unauthorized, snapshot.RestReason);
        Assert.Equal(0, snapshot.InFlight);
    }

    [Fact]
    public async Task A_key_never_carries_more_at_once_than_it_may()
    {
        await using var provider = await Simulated.Start("one", new(TimeToFirstTokenMs: 20));
        var limits = new KeyLimits(Concurrency: 3);
        await using var aimux = await RunningAimux.Start(
            Some.Provider(provider, Some.Key("one", "a", limits), Some.Key("one", "b", limits))
        );

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => aimux.Chat(Some.ChatBody)));

        Assert.InRange(provider.Stats.Snapshot().MaxInFlight, 1, 6);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var name in new[] { "one/a", "one/b" })
        {
            Assert.Equal(0, (await aimux.Grains.GetGrain<IQuotaGroupGrain>(name).GetSnapshots()).Single().InFlight);
        }
    }

    /// <summary>Asks until served: never before the promised time, and then at once.</summary>
    private static async Task AssertRetryAfterIsTrue(RunningAimux aimux, HttpResponseMessage refused)
    {
        var told = Stopwatch.GetTimestamp();
        var promised = TimeSpan.FromMilliseconds(
            double.Parse(refused.Headers.GetValues("retry-after-ms").Single(), CultureInfo.InvariantCulture)
        );
        Assert.InRange(promised, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        while (true)
        {
            using var answer = await aimux.Chat(Some.ChatBody);
            var waited = Stopwatch.GetElapsedTime(told);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                // The head of the refusal travelled a moment before it was read here.
                Assert.True(waited > promised - TimeSpan.FromMilliseconds(100), $"{waited} of {promised}");
                return;
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.True(waited < promised + TimeSpan.FromSeconds(5), "No key opened at the promised time.");
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
