using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class FailureAnswersTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public async Task Of_several_failures_the_most_telling_is_shown_and_all_are_told()
    {
        var answer = await Write(
            LoopResult.Failed(
                [
                    ("a", new AttemptFailure(AttemptOutcome.Unauthorized, "401: no such key", 401)),
                    ("b", new AttemptFailure(AttemptOutcome.RateLimited, "429: slow down", 429)),
                    ("a", new AttemptFailure(AttemptOutcome.Unauthorized, "401: no such key", 401)),
                ],
                Now.AddSeconds(2.5)
            )
        );
        Assert.Equal(429, answer.Status);
        Assert.Equal("rate_limit_exceeded", answer.Code);
        Assert.Equal(
            "No provider could serve 'demo'. a: its key was refused (401); b: 429: slow down; "
                + "the next opens at 03:04:07.500 UTC (decision d1)",
            answer.Error.GetProperty("message").GetString()
        );
        Assert.Equal("3", answer.Headers.RetryAfter);
        Assert.Equal("2500", answer.Headers["retry-after-ms"]);
        Assert.Equal("true", answer.Headers[HeaderRules.ShouldRetry]);
    }

    [Fact]
    public async Task Without_a_time_to_come_back_a_client_is_told_not_to_retry()
    {
        var answer = await Write(
            LoopResult.Failed([("a", new AttemptFailure(AttemptOutcome.ServerError, "500", 500))], null)
        );
        Assert.Equal(502, answer.Status);
        Assert.Equal("false", answer.Headers[HeaderRules.ShouldRetry]);
        Assert.Equal(0, answer.Headers.RetryAfter.Count);
    }

    [Fact]
    public async Task A_refused_request_is_answered_in_the_providers_own_words()
    {
        var body = """{"error":{"message":"bad temperature"}}"""u8.ToArray();
        var answer = await Write(
            LoopResult.Failed(
                [("a", new AttemptFailure(AttemptOutcome.RequestRejected, "422", 422, null, body, "application/json"))],
                null
            )
        );
        Assert.Equal(422, answer.Status);
        Assert.Equal("bad temperature", answer.Error.GetProperty("message").GetString());
        Assert.Equal(body.Length, answer.Headers.ContentLength);
    }

    [Fact]
    public async Task An_error_inside_a_200_is_no_success_for_the_caller()
    {
        var body = """{"error":{"message":"bad"}}"""u8.ToArray();
        var answer = await Write(
            LoopResult.Failed([("a", new AttemptFailure(AttemptOutcome.RequestRejected, "", 200, null, body))], null)
        );
        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("a", "own words")]
    [InlineData("b", "No provider could serve 'demo'. a: 404; b: 404 (decision d1)")]
    public async Task A_missing_model_is_the_providers_word_only_if_nobody_else_was_asked(string other, string message)
    {
        var body = """{"error":{"message":"own words"}}"""u8.ToArray();
        var answer = await Write(
            LoopResult.Failed(
                [
                    ("a", new AttemptFailure(AttemptOutcome.ModelNotFound, "404", 404, null, body)),
                    (other, new AttemptFailure(AttemptOutcome.ModelNotFound, "404", 404, null, body)),
                ],
                null
            )
        );
        Assert.Equal(404, answer.Status);
        Assert.Equal(message, answer.Error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task When_all_keys_rest_the_caller_learns_when_the_first_opens()
    {
        var answer = await Write(
            LoopResult.Failed([], Now.AddSeconds(40)),
            new Exclusion("a", null, ExclusionReason.KeysResting, Now.AddSeconds(40))
        );
        Assert.Equal((429, "rate_limit_exceeded"), (answer.Status, answer.Code));
        Assert.Equal("40", answer.Headers.RetryAfter);
        Assert.StartsWith(
            "No provider can serve 'demo' now. a: KeysResting;",
            answer.Error.GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task When_nobody_is_left_it_is_not_the_callers_rate()
    {
        var answer = await Write(LoopResult.Failed([], null), new Exclusion("a", null, ExclusionReason.Isolated, null));
        Assert.Equal((503, "no_provider_available"), (answer.Status, answer.Code));
        Assert.Equal("false", answer.Headers[HeaderRules.ShouldRetry]);
    }

    [Fact]
    public async Task A_time_to_come_back_that_is_over_is_at_least_a_second_for_those_who_read_seconds()
    {
        var answer = await Write(
            LoopResult.Failed([], Now.AddSeconds(-5)),
            new Exclusion("a", null, ExclusionReason.KeysResting, Now.AddSeconds(-5))
        );
        Assert.Equal("1", answer.Headers.RetryAfter);
        Assert.Equal("0", answer.Headers["retry-after-ms"]);
    }

    [Fact]
    public async Task A_model_that_nobody_serves_is_not_found()
    {
        var answer = await Write(LoopResult.UnknownModel, route: null);
        Assert.Equal((404, "model_not_found"), (answer.Status, answer.Code));
        Assert.Equal("model", answer.Error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_caller_who_left_gets_nothing()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var context = new DefaultHttpContext { RequestAborted = left.Token };
        var code = await FailureAnswers.Write(context, Plane(), Decision("demo", []), LoopResult.Failed([], null));
        Assert.Equal("CallerLeft", code);
        Assert.Empty(context.Response.Headers);
    }

    private static Task<Answer> Write(LoopResult result, params Exclusion[] exclusions) =>
        Write(result, "demo", exclusions);

    private static async Task<Answer> Write(LoopResult result, string? route, params Exclusion[] exclusions)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        var code = await FailureAnswers.Write(context, Plane(), Decision(route, [.. exclusions]), result);
        var error = JsonDocument.Parse(Encoding.UTF8.GetString(body.ToArray())).RootElement.GetProperty("error");
        return new Answer(context.Response.StatusCode, code, context.Response.Headers, error);
    }

    private static DecisionRecord Decision(string? route, ImmutableArray<Exclusion> exclusions)
    {
        var decision = new DecisionRecord("d1", Now, "demo", streaming: false);
        decision.Take(new RouteDecision(1, route, [], exclusions));
        return decision;
    }

    // Of the data plane only the clock and the catalog are asked.
    private static DataPlane Plane() =>
        new(
            null!,
            new View(),
            null!,
            null!,
            null!,
            null!,
            null!,
            new BoundsInForce(ProxyBounds.Default),
            null!,
            null!,
            null!,
            null!,
            null!,
            null!,
            null!,
            new FakeTimeProvider(Now),
            null!
        );

    private sealed class View : ICatalogView
    {
        public CatalogIndex Current { get; } = new(ProviderCatalog.Empty);
    }

    private sealed record Answer(int Status, string Code, IHeaderDictionary Headers, JsonElement Error);
}
