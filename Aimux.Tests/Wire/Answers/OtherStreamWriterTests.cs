using System.Buffers;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

/// <summary>A Messages stream as Anthropic sends it, as chat and as Responses.</summary>
public sealed class OtherStreamWriterTests
{
    private static readonly string[] Answer =
    [
        """{"type":"message_start","message":{"id":"m1","model":"m","usage":{"input_tokens":3,"cache_read_input_tokens":20,"cache_creation_input_tokens":100,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"why"}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s1"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hi \"you\""}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{}}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}""",
        """{"type":"content_block_stop","index":2}""",
        """{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"t2","name":"g","input":{}}}""",
        """{"type":"content_block_stop","index":3}""",
        """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":30}}""",
        """{"type":"message_stop"}""",
    ];

    [Fact]
    public void Messages_become_chat()
    {
        var answer = Streams.Read(WireProtocol.Messages, WireProtocol.Chat, Answer);
        Assert.Equal("reasoning_content content tool_calls tool_calls", answer.Order);
        Assert.Equal("Hi \"you\"", answer.Text);
        Assert.Equal("""{"a":1}""", answer.Calls[0].Arguments);
        Assert.Equal("{}", answer.Calls[1].Arguments);
        Assert.Equal("tool_calls", answer.Stop);
        Assert.Equal(new AnswerUsage(123, 20, 100, 30, 0), answer.Usage);
    }

    [Fact]
    public void Messages_become_responses()
    {
        var answer = Streams.Read(WireProtocol.Messages, WireProtocol.Responses, Answer);
        Assert.Equal("reasoning message function_call function_call", answer.Order);
        Assert.Equal("resp_m1", answer.Id);
        Assert.Equal("Hi \"you\"", answer.Text);
        Assert.Equal("{}", answer.Calls[1].Arguments);
        Assert.Equal("completed", answer.Stop);
        Assert.Equal(new AnswerUsage(123, 20, 100, 30, 0), answer.Usage);
    }

    [Fact]
    public void A_chat_stream_is_written_to_the_letter()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ChatStreamWriter(output, includeUsage: false, created: 5);
        writer.Begin("c1"u8, "m"u8);
        writer.Usage(new AnswerUsage(1, null, null, 2, null));
        Assert.Equal(0, output.WrittenCount);
        writer.Text("Hi"u8);
        writer.Stop(StopReason.Length, default);
        writer.End();
        Assert.Equal(
            """
            data: {"id":"c1","object":"chat.completion.chunk","created":5,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}

            data: {"id":"c1","object":"chat.completion.chunk","created":5,"model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null,"finish_reason":null}]}

            data: {"id":"c1","object":"chat.completion.chunk","created":5,"model":"m","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"length"}]}

            data: [DONE]


            """,
            Encoding.UTF8.GetString(output.WrittenSpan)
        );
        Assert.Equal("Hi", ChatGrammar.Read(output.WrittenSpan, usage: false).Text);
    }

    [Fact]
    public void A_refusal_stays_one_where_the_protocol_knows_it()
    {
        const string refusal =
            """{"id":"c1","model":"m","choices":[{"index":0,"delta":{"refusal":"No."},"finish_reason":"stop"}]}""";
        var responses = Streams.Read(WireProtocol.Chat, WireProtocol.Responses, refusal);
        Assert.Equal("No.", responses.Refusal);
        Assert.Equal("completed", responses.Stop);
        Assert.Equal("No.", Streams.Read(WireProtocol.Chat, WireProtocol.Chat, refusal).Refusal);
    }

    [Theory]
    [InlineData("max_tokens", "length", "max_output_tokens")]
    [InlineData("model_context_window_exceeded", "length", "max_output_tokens")]
    [InlineData("refusal", "content_filter", "content_filter")]
    [InlineData("end_turn", "stop", "completed")]
    [InlineData("pause_turn", "stop", "completed")]
    [InlineData("stop_sequence", "stop", "completed")]
    public void An_empty_answer_is_an_answer_too(string reason, string chat, string responses)
    {
        string[] events =
        [
            """{"type":"message_start","message":{"id":"m1","model":"m"}}""",
            $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}"}}""",
        ];
        var inChat = Streams.Read(WireProtocol.Messages, WireProtocol.Chat, events);
        Assert.Equal(
            (chat, "", 7, 0),
            (inChat.Stop, inChat.Order, inChat.Usage!.Value.Input, inChat.Usage!.Value.Output)
        );
        var inResponses = Streams.Read(WireProtocol.Messages, WireProtocol.Responses, events);
        Assert.Equal((responses, ""), (inResponses.Stop, inResponses.Order));
    }

    [Fact]
    public void Ids_of_our_own_are_unique()
    {
        const string call =
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""";
        var chat = Streams.Read(WireProtocol.Chat, WireProtocol.Chat, call);
        Assert.Equal(("chatcmpl-own", "call_own_0"), (chat.Id, chat.Calls[0].Id));
        var responses = Streams.Read(WireProtocol.Chat, WireProtocol.Responses, call);
        Assert.Equal(("resp_own", "own-model", "call_own_0"), (responses.Id, responses.Model, responses.Calls[0].Id));
    }

    [Fact]
    public void A_responses_object_says_what_its_request_said_on_one_line()
    {
        var output = new ArrayBufferWriter<byte>();
        var head = new ResponsesHead
        {
            CreatedAt = 5,
            OwnId = "own",
            Instructions = "\"Be\\nbrief\""u8.ToArray(),
            MaxOutputTokens = "9"u8.ToArray(),
            Metadata = "{\n\"a\": \"b\"\n}"u8.ToArray(),
            ParallelToolCalls = "false"u8.ToArray(),
            Reasoning = "{\"effort\":\"low\"}"u8.ToArray(),
            Temperature = "0.5"u8.ToArray(),
            Text = "{\"format\":{\"type\":\"json_object\"}}"u8.ToArray(),
            ToolChoice = "\"none\""u8.ToArray(),
            Tools = "[]"u8.ToArray(),
            TopP = "0.1"u8.ToArray(),
        };
        var writer = new ResponsesStreamWriter(output, head);
        writer.Begin("resp_1"u8, "m"u8);
        writer.End();
        ResponsesGrammar.Read(output.WrittenSpan);
        var response = SseEvents.Json(SseEvents.Of(output.WrittenSpan)[^1].Data).Member("response");
        Assert.Equal("resp_1", response.Word("id"));
        Assert.Equal(5, response.Number("created_at"));
        Assert.Equal("Be\nbrief", response.Word("instructions"));
        Assert.Equal("b", response.Member("metadata").Word("a"));
        Assert.Equal(JsonValueKind.False, response.Member("parallel_tool_calls").ValueKind);
        Assert.Equal("low", response.Member("reasoning").Word("effort"));
        Assert.Equal("0.5", response.Member("temperature").GetRawText());
        Assert.Equal("json_object", response.Member("text").Member("format").Word("type"));
        Assert.Equal("none", response.Word("tool_choice"));
        Assert.Equal("0.1", response.Member("top_p").GetRawText());
        Assert.Equal(9, response.Number("max_output_tokens"));
    }
}
