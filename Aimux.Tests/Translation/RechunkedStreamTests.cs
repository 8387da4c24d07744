using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Support;
using Aimux.Tests.Wire;
using Microsoft.AspNetCore.Http;
using Xunit;
using WireStreams = Aimux.Tests.Wire.Answers.Streams;

namespace Aimux.Tests.Translation;

/// <summary>However the network cuts a provider's stream, the caller's is whole and the same.</summary>
public sealed class RechunkedStreamTests
{
    private const int Seeds = 25;
    private const int AtOnce = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Pairs { get; } =
        new()
        {
            { Caller.Chat, Caller.Chat },
            { Caller.Chat, Caller.Messages },
            { Caller.Messages, Caller.Messages },
            { Caller.Messages, Caller.Chat },
            { Caller.Responses, Caller.Responses },
            { Caller.Responses, Caller.Chat },
            { Caller.Responses, Caller.Messages },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_stream_in_random_pieces_is_the_same_stream(string caller, string spoken)
    {
        var stream = Recorded.Rich(Caller.ProtocolOf(spoken));
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            var random = new Random(SeedOf(context));
            return Send(context, stream, () => random.Next(1, 40));
        });
        await using var aimux = await RunningAimux.Start(Provider(upstream, spoken));
        var expected = WireStreams.Check(Caller.ProtocolOf(spoken), stream);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Seeds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (seed, _) => AssertSame(expected, await Ask(aimux, caller, seed))
        );
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_short_stream_is_the_same_wherever_it_is_cut(string caller, string spoken)
    {
        var stream = Recorded.Short(Caller.ProtocolOf(spoken));
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            var cut = SeedOf(context);
            return Send(context, stream, () => cut);
        });
        await using var aimux = await RunningAimux.Start(Provider(upstream, spoken));
        var expected = WireStreams.Check(Caller.ProtocolOf(spoken), stream);

        // Every point within the text, which is of signs of one to four bytes, and every seventh elsewhere.
        var text = stream.AsSpan().IndexOf("Gr"u8);
        var cuts = Enumerable
            .Range(1, stream.Length - 1)
            .Where(cut => cut % 7 == 0 || (cut >= text - 8 && cut <= text + 12));
        await Parallel.ForEachAsync(
            cuts,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (cut, _) => AssertSame(expected, await Ask(aimux, caller, cut))
        );
    }

    private static void AssertSame(ReadAnswer expected, ReadAnswer actual)
    {
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Content, actual.Content);
        Assert.Equal(expected.Usage!.Value.Input, actual.Usage!.Value.Input);
        Assert.Equal(expected.Usage!.Value.Output, actual.Usage!.Value.Output);
    }

    private static async Task<ReadAnswer> Ask(RunningAimux aimux, string caller, int seed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Caller.PathOf(caller))
        {
            Content = RunningAimux.Json(Caller.Body(caller, streaming: true)),
        };
        request.Headers.Add("x-seed", $"{seed}");
        using var answer = await aimux.Data.SendAsync(request, Cancellation);
        return WireStreams.Check(Caller.ProtocolOf(caller), await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static int SeedOf(HttpContext context) => int.Parse(context.Request.Headers["x-seed"].ToString(), null);

    private static async Task Send(HttpContext context, byte[] stream, Func<int> length)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.StartAsync(Cancellation);
        for (var at = 0; at < stream.Length; )
        {
            var piece = stream.AsMemory(at, Math.Min(length(), stream.Length - at));
            await context.Response.Body.WriteAsync(piece, Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            at += piece.Length;
        }
    }

    private static ProviderDefinition Provider(ScriptedUpstream upstream, string spoken) =>
        Some.Provider("one", upstream.BaseUrl) with
        {
            Dialect = spoken == Caller.Messages ? Dialect.Anthropic : Dialect.OpenAi,
            Responses = spoken == Caller.Responses,
        };
}
