using System.Net;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ModelRefreshTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Providers_are_asked_again_when_the_operator_wants_it()
    {
        string[] served = ["old"];
        await using var upstream = await ScriptedUpstream.Start(context =>
            context.Response.WriteAsync(
                $$"""{"object":"list","data":[{{string.Join(',', served.Select(id => $$"""{"id":"{{id}}"}"""))}}]}""",
                Cancellation
            )
        );
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl) with { Models = [] });
        await Until.True(async () => (await Models(aimux)).Contains("\"old\"", StringComparison.Ordinal));

        served = ["new", "newer"];
        using var answer = await aimux.Admin.PostAsync("/api/models/refresh", null, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Until.True(async () => (await Models(aimux)).Contains("\"newer\"", StringComparison.Ordinal));
        Assert.DoesNotContain("\"old\"", await Models(aimux), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_keeps_what_it_said()
    {
        var answers = true;
        var asked = 0;
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            Interlocked.Increment(ref asked);
            context.Response.StatusCode = answers ? 200 : 500;
            return context.Response.WriteAsync("""{"data":[{"id":"kept"}]}""", Cancellation);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl) with { Models = [] });
        await Until.True(async () => (await Models(aimux)).Contains("\"kept\"", StringComparison.Ordinal));

        answers = false;
        var before = asked;
        using var answer = await aimux.Admin.PostAsync("/api/models/refresh", null, Cancellation);

        await Until.True(() => Volatile.Read(ref asked) > before);
        Assert.Contains("\"kept\"", await Models(aimux), StringComparison.Ordinal);
    }

    private static Task<string> Models(RunningAimux aimux) => aimux.Data.GetStringAsync("/v1/models", Cancellation);
}
