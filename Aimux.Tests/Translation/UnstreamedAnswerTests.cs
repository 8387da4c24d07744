using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Wire;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;
using WireStreams = Aimux.Tests.Wire.Answers.Streams;

namespace Aimux.Tests.Translation;

/// <summary>A provider that does not stream although it is asked to is heard as a stream all the same.</summary>
public sealed class UnstreamedAnswerTests
{
    private const string Answer =
        """{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"demo","choices":[{"index":0,"message":{"role":"assistant","content":"Grüße – 你好 👋🏽","reasoning_content":"Hm.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Zürich\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Pairs => RechunkedStreamTests.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_whole_answer_becomes_a_stream_for_who_asked_for_one(string caller, string spoken)
    {
        var protocol = Caller.ProtocolOf(spoken);
        var said = protocol == WireProtocol.Chat ? Answer : WireStreams.Whole(WireProtocol.Chat, protocol, Answer);
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(said, Cancellation);
        });
        await using var aimux = await RunningAimux.Start(Provider("one", upstream, spoken));

        using var answer = await aimux.Post(caller, Caller.Body(caller, streaming: true));
        var stream = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        var read = WireStreams.Check(Caller.ProtocolOf(caller), stream);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Grüße – 你好 👋🏽", read.Text);
        Assert.Equal("Hm.", read.Thoughts);
        Assert.Equal("""{"city":"Z\u00FCrich"}""", Assert.Single(read.Calls).Canonical);
        Assert.Equal(7, read.Usage!.Value.Output);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_stream_becomes_a_whole_answer_for_who_did_not_ask_for_one(string caller, string spoken)
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return context.Response.Body.WriteAsync(Recorded.Short(Caller.ProtocolOf(spoken)), Cancellation).AsTask();
        });
        await using var aimux = await RunningAimux.Start(Provider("one", upstream, spoken));

        using var answer = await aimux.Post(caller, Caller.Body(caller, streaming: false));

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Recorded.Text, await Caller.TextOf(caller, answer, streaming: false));
    }

    [Fact]
    public async Task One_that_breaks_off_is_had_elsewhere()
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return context
                .Response.Body.WriteAsync(Recorded.Rich(WireProtocol.Chat).AsMemory()[..900], Cancellation)
                .AsTask();
        });
        await using var other = await Speaking.Start(Speaking.Chat, name: "two");
        await using var aimux = await RunningAimux.Start(
            Provider("one", upstream, Caller.Chat),
            Speaking.Provider(other)
        );

        using var answer = await aimux.Post(Caller.Messages, Caller.Body(Caller.Messages, streaming: false));

        Assert.StartsWith(
            "Hello from the simulated provider two.",
            await Caller.TextOf(Caller.Messages, answer, streaming: false),
            StringComparison.Ordinal
        );
    }

    private static ProviderDefinition Provider(string id, ScriptedUpstream upstream, string spoken) =>
        Some.Provider(id, upstream.BaseUrl) with
        {
            Dialect = spoken == Caller.Messages ? Dialect.Anthropic : Dialect.OpenAi,
            Responses = spoken == Caller.Responses,
        };
}
