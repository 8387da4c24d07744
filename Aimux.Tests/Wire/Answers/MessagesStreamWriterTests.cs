using System.Buffers;
using System.Text;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

/// <summary>Streams of chat as providers send them, as Messages; each is known to have broken some gateway.</summary>
public sealed class MessagesStreamWriterTests
{
    [Fact]
    public void A_stream_is_written_to_the_letter()
    {
        var stream = Streams.Translate(
            WireProtocol.Chat,
            WireProtocol.Messages,
            Delta("""{"role":"assistant","content":"Hi"}"""),
            Finish("stop"),
            "[DONE]"
        );
        Assert.Equal(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"c1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":7,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":0}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":7,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1}}

            event: message_stop
            data: {"type":"message_stop"}


            """,
            Encoding.UTF8.GetString(stream)
        );
    }

    [Fact]
    public void A_stream_that_begins_with_a_call_begins_with_message_start()
    {
        var answer = Read(Call(0, "a", "f", "{}"), Finish("stop"));
        Assert.Equal("tool_use", answer.Order);
        Assert.Equal("tool_use", answer.Stop);
        Assert.Equal(new ReadCall("a", "f") { Arguments = "{}" }, Assert.Single(answer.Calls));
    }

    [Fact]
    public void Thoughts_text_and_calls_each_have_a_block()
    {
        var answer = Read(
            Delta("""{"reasoning_content":"why","content":""}"""),
            Delta("""{"reasoning_content":" not","content":null}"""),
            Delta("""{"content":"Hi"}"""),
            Delta("""{"reasoning":"more"}"""),
            Delta("""{"content":"!"}"""),
            Call(0, "a", "f", ""),
            Finish("tool_calls")
        );
        Assert.Equal("thinking text thinking text tool_use", answer.Order);
        Assert.Equal("why notmore", answer.Thoughts);
        Assert.Equal("Hi!", answer.Text);
        Assert.Equal("", answer.Signatures);
        Assert.Equal("{}", answer.Calls[0].Arguments);
    }

    [Fact]
    public void Parallel_calls_that_alternate_stand_one_after_the_other()
    {
        var answer = Read(
            Call(0, "a", "f", ""),
            Call(1, "b", "g", "{"),
            Arguments(0, "{"),
            Delta("""{"content":"Text"}"""),
            Call(2, "c", "h", ""),
            Arguments(1, "}"),
            Delta("""{"content":" between"}"""),
            Arguments(0, "}"),
            Delta("""{"reasoning":"why"}"""),
            Finish("tool_calls")
        );
        Assert.Equal("tool_use tool_use text tool_use text thinking", answer.Order);
        Assert.Equal("Text between", answer.Text);
        Assert.Equal("why", answer.Thoughts);
        Assert.Equal(["a", "b", "c"], answer.Calls.Select(call => call.Id));
        Assert.All(answer.Calls, call => Assert.Equal("{}", call.Arguments));
    }

    [Fact]
    public void Pieces_of_the_first_call_are_written_as_they_come()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagesStreamWriter(output, inputEstimate: 1);
        writer.ToolCall(0, "a"u8, "f"u8);
        writer.ToolCall(1, "b"u8, "g"u8);
        writer.ToolArguments(1, "{}"u8);
        output.ResetWrittenCount();
        writer.ToolArguments(0, "{}"u8);
        Assert.Contains("partial_json", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_come_first_stand_in_message_start_and_input_excludes_the_cache()
    {
        var answer = Read(
            """{"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"Hi"}}],"usage":{"prompt_tokens":100,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":60}}}""",
            Finish("stop"),
            """{"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":60}}}"""
        );
        Assert.Equal(new AnswerUsage(100, 60, 0, 1, null), answer.FirstUsage);
        Assert.Equal(new AnswerUsage(100, 60, 0, 20, null), answer.Usage);
    }

    [Fact]
    public void Input_is_never_negative()
    {
        var stream = Streams.Translate(
            WireProtocol.Chat,
            WireProtocol.Messages,
            Delta("""{"content":"Hi"}"""),
            Finish("stop"),
            """{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":60}}}"""
        );
        Assert.Contains(
            "\"input_tokens\":0,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":60",
            Encoding.UTF8.GetString(stream),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_not_counted_is_estimated()
    {
        var answer = Read(Delta("""{"content":"twelve bytes"}"""), Call(0, "a", "f", "{}"), Finish("stop"));
        Assert.Equal(7, answer.Usage!.Value.Input);
        Assert.Equal(4, answer.Usage!.Value.Output);
    }

    [Fact]
    public void A_refusal_is_a_text_with_its_reason()
    {
        var answer = Read(Delta("""{"refusal":"I will"}"""), Delta("""{"refusal":" not."}"""), Finish("stop"));
        Assert.Equal("I will not.", answer.Text);
        Assert.Equal("text", answer.Order);
        Assert.Equal("refusal", answer.Stop);
    }

    [Theory]
    [InlineData("stop", "end_turn")]
    [InlineData("tool_calls", "end_turn")]
    [InlineData("length", "max_tokens")]
    [InlineData("content_filter", "refusal")]
    [InlineData("sensitive", "refusal")]
    public void An_empty_answer_is_a_message_too(string finish, string stop)
    {
        var answer = Read(Delta("""{"role":"assistant","content":""}"""), Finish(finish));
        Assert.Equal("", answer.Order);
        Assert.Equal(stop, answer.Stop);
        Assert.Equal(0, answer.Usage!.Value.Output);
        Assert.Equal("", Read("[DONE]").Order);
    }

    [Fact]
    public void Ids_that_the_provider_does_not_give_are_made()
    {
        var answer = Read(
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"{}"}}]}}]}""",
            Finish("tool_calls")
        );
        Assert.Equal("msg_own", answer.Id);
        Assert.Equal(["call_own_0", "call_own_1"], answer.Calls.Select(call => call.Id));
    }

    [Fact]
    public void Signatures_and_hidden_thoughts_stay_with_their_thoughts()
    {
        string[] events =
        [
            """{"type":"message_start","message":{"id":"m1","model":"m","usage":{"input_tokens":3,"cache_read_input_tokens":2,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"one"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s1"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"thinking_delta","thinking":"two"}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"signature_delta","signature":"s2"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"thinking","thinking":"","signature":"s3"}}""",
            """{"type":"content_block_stop","index":2}""",
            """{"type":"content_block_start","index":3,"content_block":{"type":"redacted_thinking","data":"dark"}}""",
            """{"type":"content_block_stop","index":3}""",
            """{"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}""",
            """{"type":"content_block_stop","index":4}""",
            """{"type":"content_block_start","index":5,"content_block":{"type":"thinking","thinking":"late","signature":"s4"}}""",
            """{"type":"content_block_stop","index":5}""",
            """{"type":"content_block_start","index":6,"content_block":{"type":"redacted_thinking","data":"er"}}""",
            """{"type":"content_block_stop","index":6}""",
            """{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"#"},"usage":{"output_tokens":9}}""",
            """{"type":"message_stop"}""",
        ];
        var answer = Streams.Read(WireProtocol.Messages, WireProtocol.Messages, events);
        Assert.Equal("thinking thinking thinking redacted_thinking tool_use thinking redacted_thinking", answer.Order);
        Assert.Equal("onetwolate", answer.Thoughts);
        Assert.Equal("s1s2s3s4", answer.Signatures);
        Assert.Equal("darker", answer.Hidden);
        Assert.Equal("#", answer.Sequence);
        Assert.Equal(5, answer.FirstUsage!.Value.Input);
        Assert.Equal(9, answer.Usage!.Value.Output);

        var chat = Streams.Read(WireProtocol.Messages, WireProtocol.Chat, events);
        Assert.Equal("onetwolate", chat.Thoughts);
        Assert.Equal("tool_calls", chat.Stop);
        Assert.Equal("onetwolate", Streams.Read(WireProtocol.Messages, WireProtocol.Responses, events).Thoughts);
    }

    [Fact]
    public void A_signature_ends_its_thoughts_while_they_wait_too()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagesStreamWriter(output, inputEstimate: 1);
        writer.Begin("m1"u8, "m"u8);
        writer.ToolCall(0, "a"u8, "f"u8);
        writer.Thought("one"u8);
        writer.Signature("s1"u8);
        writer.Thought("two"u8);
        writer.Thought("three"u8);
        writer.Signature("s2"u8);
        writer.Signature("s3"u8);
        writer.End();
        var answer = MessagesGrammar.Read(output.WrittenSpan);
        Assert.Equal("tool_use thinking thinking thinking", answer.Order);
        Assert.Equal("onetwothree", answer.Thoughts);
        Assert.Equal("s1s2s3", answer.Signatures);
    }

    [Fact]
    public void What_has_to_wait_is_bounded()
    {
        var writer = new MessagesStreamWriter(new ArrayBufferWriter<byte>(), inputEstimate: 1);
        writer.ToolCall(0, "a"u8, "f"u8);
        writer.ToolCall(1, "b"u8, "g"u8);
        var piece = new byte[KeptBytes.Most / 2];
        piece.AsSpan().Fill((byte)'1');
        writer.ToolArguments(1, piece);
        writer.ToolArguments(0, piece);
        writer.ToolArguments(0, piece);
        writer.ToolArguments(0, piece);
        Assert.Throws<AnswerTooLongException>(() => writer.Text(piece));
    }

    private static ReadAnswer Read(params string[] events) =>
        Streams.Read(WireProtocol.Chat, WireProtocol.Messages, events);

    private static string Delta(string delta) =>
        $$"""{"id":"c1","model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""";

    private static string Finish(string reason) =>
        $$"""{"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""";

    private static string Call(int index, string id, string name, string arguments) =>
        Delta(
            $$$"""{"tool_calls":[{"index":{{{index}}},"id":"{{{id}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}]}"""
        );

    private static string Arguments(int index, string arguments) =>
        Delta($$$"""{"tool_calls":[{"index":{{{index}}},"function":{"arguments":"{{{arguments}}}"}}]}""");
}
