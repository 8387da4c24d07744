#pragma warning disable OPENAI001 // The client's part for Responses is marked as one that may change.
using System.Buffers;
using System.ClientModel.Primitives;
using System.Text;
using Aimux.Silo.Wire;
using OpenAI.Chat;
using OpenAI.Responses;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

/// <summary>OpenAI's own client understands what is written.</summary>
public sealed class OpenAiClientTests
{
    [Fact]
    public void It_understands_every_event_of_a_chat_stream()
    {
        var text = new StringBuilder();
        var arguments = new StringBuilder();
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;
        foreach (var data in Events(WireProtocol.Chat).Where(data => data != "[DONE]"))
        {
            var update = Parsed<StreamingChatCompletionUpdate>(data);
            Assert.Equal("m1", update.CompletionId);
            Assert.Equal("model", update.Model);
            text.AppendJoin("", update.ContentUpdate.Select(part => part.Text));
            arguments.AppendJoin(
                "",
                update.ToolCallUpdates.Where(call => call.Index == 1).Select(call => call.FunctionArgumentsUpdate)
            );
            finish ??= update.FinishReason;
            usage ??= update.Usage;
        }

        Assert.Equal("Hi \"you\"", text.ToString());
        Assert.Equal("""{"b":2}""", arguments.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, finish);
        Assert.Equal(
            (30, 9, 10),
            (usage!.InputTokenCount, usage.OutputTokenCount, usage.InputTokenDetails.CachedTokenCount)
        );
    }

    [Fact]
    public void It_understands_a_whole_chat_answer()
    {
        var answer = Parsed<ChatCompletion>(Whole(WireProtocol.Chat));
        Assert.Equal("Hi \"you\"", answer.Content[0].Text);
        Assert.Equal("g", answer.ToolCalls[1].FunctionName);
        Assert.Equal("""{"b":2}""", answer.ToolCalls[1].FunctionArguments.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        Assert.Equal(39, answer.Usage.TotalTokenCount);
    }

    [Fact]
    public void It_understands_every_event_of_a_responses_stream()
    {
        var updates = Events(WireProtocol.Responses).Select(Parsed<StreamingResponseUpdate>).ToList();
        Assert.DoesNotContain(updates, update => update.GetType().Name.StartsWith("Unknown", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, updates.Count), updates.Select(update => update.SequenceNumber));
        Assert.Equal(
            "Hi \"you\"",
            string.Concat(updates.OfType<StreamingResponseOutputTextDeltaUpdate>().Select(update => update.Delta))
        );
        var end = updates.OfType<StreamingResponseCompletedUpdate>().Single().Response;
        Understood(end);
    }

    [Fact]
    public void It_understands_a_whole_responses_answer() =>
        Understood(Parsed<ResponseResult>(Whole(WireProtocol.Responses)));

    private static void Understood(ResponseResult answer)
    {
        Assert.Equal(ResponseStatus.Completed, answer.Status);
        Assert.Equal("Hi \"you\"", answer.GetOutputText());
        Assert.Equal("why", answer.OutputItems.OfType<ReasoningResponseItem>().Single().GetSummaryText());
        var call = answer.OutputItems.OfType<FunctionCallResponseItem>().Last();
        Assert.Equal(("b", "g", """{"b":2}"""), (call.CallId, call.FunctionName, call.FunctionArguments.ToString()));
        Assert.Equal((30, 9), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount));
    }

    private static T Parsed<T>(string json) => ModelReaderWriter.Read<T>(BinaryData.FromString(json))!;

    private static IEnumerable<string> Events(WireProtocol protocol)
    {
        var output = new ArrayBufferWriter<byte>();
        Tell(Streams.StreamWriter(protocol, output));
        return SseEvents.Of(output.WrittenSpan).Select(each => each.Data);
    }

    private static string Whole(WireProtocol protocol)
    {
        var output = new ArrayBufferWriter<byte>();
        Tell(Streams.AnswerWriter(protocol, output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Tell(IAnswerSink sink)
    {
        sink.Begin("m1"u8, "model"u8);
        sink.Thought("why"u8);
        sink.Text("Hi "u8);
        sink.Text("\\\"you\\\""u8);
        sink.ToolCall(0, "a"u8, "f"u8);
        sink.ToolCall(1, "b"u8, "g"u8);
        sink.ToolArguments(1, "{\\\"b\\\":"u8);
        sink.ToolArguments(1, "2}"u8);
        sink.Usage(new AnswerUsage(30, 10, 5, 9, 3));
        sink.Stop(StopReason.ToolCalls, default);
        sink.End();
    }
}
