using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Requests;
using Aimux.Tests.Support;
using Aimux.Tests.Wire;
using Aimux.Tests.Wire.Requests;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>An agent's conversation of 200 turns: nothing is lost on the way, and nothing is left behind.</summary>
[Collection(nameof(Undisturbed))]
public sealed class LongConversationTests
{
    private const int Turns = 200;
    private const int Settled = 50;
    private const int Connections = 8;

    // The bodies alone of fifty turns are ten times as much, on either side of Aimux.
    private const long MostGrowth = 512 << 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_conversation_crosses_whole_and_leaves_nothing_in_memory()
    {
        var stream = Recorded.Rich(WireProtocol.Chat);
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return context.Response.Body.WriteAsync(stream, Cancellation).AsTask();
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        // What is kept of the last requests is full, and there is a buffer of every size to be used again.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, DecisionLog.Capacity),
            Cancellation,
            async (_, _) => (await aimux.Post(Caller.Messages, Caller.Body(Caller.Messages, streaming: true))).Dispose()
        );
        upstream.Requests.Clear();
        await Converse(aimux, upstream);
        var memory = await Converse(aimux, upstream);

        // What stayed of every turn would show in every step; what else a process comes to hold does not.
        var steps = memory.Zip(memory.Skip(1), (before, after) => after - before);
        Assert.True(steps.Min() < MostGrowth, $"It grew: {string.Join(", ", memory)} bytes.");
    }

    /// <returns>The memory in use, every 50 turns.</returns>
    private static async Task<List<long>> Converse(RunningAimux aimux, ScriptedUpstream upstream)
    {
        var memory = new List<long>();
        var size = 0;
        for (var turn = 1; turn <= Turns; turn++)
        {
            size = await Ask(aimux, upstream, turn);
            if (turn % Settled == 0)
            {
                // Connections keep their last request: for all points to compare, it is the same one.
                for (var i = 0; i < Connections; i++)
                {
                    await Ask(aimux, upstream, Turns);
                }

                memory.Add(InMemory());
            }
        }

        Assert.InRange(size, 100_000, 200_000);
        return memory;
    }

    /// <returns>The size of the request.</returns>
    private static async Task<int> Ask(RunningAimux aimux, ScriptedUpstream upstream, int turn)
    {
        var chat = LongConversation.At(turn);
        var request = ChatToMessages.Translate(Encoding.UTF8.GetBytes(chat.ToJsonString()));
        Assert.Empty(request.Dropped);

        using var answer = await aimux.Post(Caller.Messages, Encoding.UTF8.GetString(request.Json));
        var read = MessagesGrammar.Read(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(Recorded.Text, read.Text);
        Assert.Equal(["call_1", "call_2"], read.Calls.Select(call => call.Id));

        Assert.True(upstream.Requests.TryDequeue(out var received));
        Assert.Equal("/v1/chat/completions", received.Path);
        var expected = NormalChat.Of(chat);
        var actual = NormalChat.Of(JsonNode.Parse(received.Body)!);
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Turn {turn} arrived as {actual.ToJsonString()}");
        return request.Json.Length;
    }

    private static long InMemory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
