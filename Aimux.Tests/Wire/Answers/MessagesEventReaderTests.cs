using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class MessagesEventReaderTests
{
    private const string Start =
        """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_read_input_tokens":100,"cache_creation_input_tokens":5,"output_tokens":1}}}""";

    private readonly MessagesEventReader _reader = new();
    private readonly Heard _heard = new();

    [Fact]
    public void A_stream_is_told_part_by_part()
    {
        Read(Start);
        Read("""{"type":"ping"}""");
        Read(
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"""
        );
        Read("""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"why"}}""");
        Read("""{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig=="}}""");
        Read("""{"type":"content_block_stop","index":0}""");
        Read(
            """{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"secret"}}"""
        );
        Read("""{"type":"content_block_stop","index":1}""");
        Read("""{"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}""");
        Read("""{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Hi"}}""");
        Read("""{"type":"content_block_stop","index":2}""");
        Read(
            """{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{}}}"""
        );
        Read("""{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":""}}""");
        Read(
            """{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"""
        );
        Read("""{"type":"content_block_stop","index":3}""");
        Read(
            """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":30}}"""
        );
        Assert.Equal(EventKind.End, Read("""{"type":"message_stop"}"""));
        Assert.Equal(
            [
                "begin m1 m",
                "usage 115 100 5",
                "thought why",
                "signature sig==",
                "hidden secret",
                "text Hi",
                "call 0 t1 f",
                """arguments 0 {\"a\":1}""",
                "usage 115 100 5 30",
                "stop ToolCalls",
                "end",
            ],
            _heard.Lines
        );
    }

    [Fact]
    public void An_event_says_what_it_was()
    {
        Assert.Equal(EventKind.Silent, Read("""{"type":"ping"}"""));
        Assert.Equal(EventKind.Told, Read(Start));
        Assert.Equal(EventKind.Told, Read(Start));
        Assert.Single(_heard.Lines, "begin m1 m");
        Assert.Equal(
            EventKind.Silent,
            Read("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
        );
        Assert.Equal(
            EventKind.Silent,
            Read("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":""}}""")
        );
        Assert.Equal(EventKind.Silent, Read("""{"type":"something_new"}"""));
        Assert.Equal(EventKind.End, Read("""{"type":"message_stop"}"""));
        Assert.Equal(EventKind.Silent, Read("""{"type":"ping"}"""));
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    [InlineData("""{"error":{"code":"1302","message":"slow down"},"request_id":"r"}""")]
    [InlineData("""{"message":"no","type":"too_many_requests_error","code":"x"}""")]
    public void An_error_is_told_to_nobody(string data)
    {
        Assert.Equal(EventKind.Error, Read(data));
        Assert.Empty(_heard.Lines);
    }

    [Fact]
    public void Broken_json_tells_nothing()
    {
        Assert.ThrowsAny<JsonException>(() => Read("""{"type":"content_block_delta","delta":{"text":"a"}"""));
        Assert.Empty(_heard.Lines);
    }

    [Fact]
    public void What_a_block_says_at_its_start_is_a_part_of_it()
    {
        Read(
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"a","signature":"s"}}"""
        );
        Read("""{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"b"}}""");
        Read("""{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"c"}}""");
        Assert.Equal(["begin", "thought a", "signature s", "text b", "text c"], _heard.Lines);
    }

    [Fact]
    public void Input_at_the_start_is_told_once_no_pieces_have_followed()
    {
        Read(
            """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{"a":"\n"}}}"""
        );
        Assert.DoesNotContain(_heard.Lines, line => line.StartsWith("arguments", StringComparison.Ordinal));
        Read("""{"type":"content_block_stop","index":0}""");
        Read("""{"type":"content_block_stop","index":0}""");
        Read("""{"type":"message_stop"}""");
        Assert.Equal(["begin", "call 0 t f", """arguments 0 {\"a\":\"\\n\"}""", "end"], _heard.Lines);
    }

    [Fact]
    public void Input_at_the_start_is_replaced_by_pieces()
    {
        Read(
            """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{"a":1}}}"""
        );
        Read(
            """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"""
        );
        Read("""{"type":"content_block_stop","index":0}""");
        Assert.Equal(["begin", "call 0 t f", """arguments 0 {\"a\":1}"""], _heard.Lines);
    }

    [Fact]
    public void Input_at_the_start_is_not_lost_without_an_end_of_its_block()
    {
        Read(
            """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{"a":1}}}"""
        );
        Read("""{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":3}}""");
        Assert.Equal(
            ["begin", "call 0 t f", """arguments 0 {\"a\":1}""", "usage    3", "stop ToolCalls"],
            _heard.Lines
        );
    }

    [Fact]
    public void Blocks_of_the_providers_own_tools_say_nothing()
    {
        Read(
            """{"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"s","name":"web_search","input":{}}}"""
        );
        Read("""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}""");
        Read(
            """{"type":"content_block_start","index":1,"content_block":{"type":"web_search_tool_result","content":[]}}"""
        );
        Assert.Equal(["begin"], _heard.Lines);
    }

    [Theory]
    [InlineData("end_turn", "EndOfTurn")]
    [InlineData("pause_turn", "EndOfTurn")]
    [InlineData("max_tokens", "Length")]
    [InlineData("model_context_window_exceeded", "Length")]
    [InlineData("tool_use", "ToolCalls")]
    [InlineData("refusal", "Refusal")]
    [InlineData("stop_sequence", "StopSequence ###")]
    public void Every_stop_reason_is_known(string word, string told)
    {
        Read(
            $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{word}}}","stop_sequence":{{{(word == "stop_sequence" ? "\"###\"" : "null")}}}}}"""
        );
        Assert.Equal(["begin", $"stop {told}"], _heard.Lines);
    }

    [Fact]
    public void A_prompt_that_was_all_in_a_cache_has_nothing_beside_it()
    {
        Read(
            """{"type":"message_start","message":{"id":"i","model":"m","usage":{"input_tokens":7,"output_tokens":0}}}"""
        );
        Read(
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":0,"cache_read_input_tokens":469,"cache_creation_input_tokens":94,"output_tokens":4}}"""
        );

        Assert.Contains("usage 563 469 94 4", _heard.Lines);
    }

    [Fact]
    public void Counts_of_the_prompt_that_come_late_or_again_as_zero_are_summed_right()
    {
        Read(
            """{"type":"message_start","message":{"id":"i","model":"m","usage":{"input_tokens":0,"output_tokens":0}}}"""
        );
        Read(
            """{"type":"message_delta","delta":{},"usage":{"input_tokens":7,"cache_read_input_tokens":3,"output_tokens":2}}"""
        );
        Read(
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":0,"cache_read_input_tokens":0,"output_tokens":4}}"""
        );
        Assert.Equal(["begin i m", "usage 0", "usage 10 3  2", "usage 10 3  4", "stop EndOfTurn"], _heard.Lines);
    }

    [Fact]
    public void A_stream_with_a_stop_reason_is_whole_without_message_stop()
    {
        Read(Start);
        Assert.False(_reader.Close(_heard));
        Read("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""");
        Assert.True(_reader.Close(_heard));
        Assert.Equal("end", _heard.Lines[^1]);
    }

    private EventKind Read(string data) => _reader.Read(Encoding.UTF8.GetBytes(data), _heard);
}
