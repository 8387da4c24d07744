using System.Text;
using Xunit;

namespace Aimux.Tests.Wire;

public sealed class MessagesGrammarTests
{
    private static readonly string[] Valid =
    [
        """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":0}}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"why"}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}""",
        """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":1,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":9}}""",
        """{"type":"message_stop"}""",
    ];

    [Fact]
    public void A_stream_that_keeps_the_rules_is_put_together()
    {
        var answer = MessagesGrammar.Read(Bytes(Valid));
        Assert.Equal("m1", answer.Id);
        Assert.Equal("why", answer.Thoughts);
        Assert.Equal("sig", answer.Signatures);
        Assert.Equal("thinking tool_use", answer.Order);
        Assert.Equal("tool_use", answer.Stop);
        Assert.Equal(new ReadCall("t", "f") { Arguments = "{}" }, Assert.Single(answer.Calls));
        Assert.Equal(6, answer.FirstUsage!.Value.Input);
        Assert.Equal(9, answer.Usage!.Value.Output);
    }

    [Theory]
    [InlineData(0, "message_start comes first")]
    [InlineData(2, "needs an open block")]
    [InlineData(5, "A block is open")]
    [InlineData(8, "All blocks are shut")]
    [InlineData(9, "message_delta comes before")]
    [InlineData(10, "ends with message_stop")]
    public void A_missing_event_is_found(int event_, string rule) =>
        Breaks(rule, [.. Valid.Where((_, index) => index != event_)]);

    [Theory]
    [InlineData(0, "one message_start")]
    [InlineData(2, "A block is open")]
    [InlineData(4, "signed once")]
    [InlineData(5, "No block is open")]
    [InlineData(9, "one message_delta")]
    [InlineData(10, "Nothing follows")]
    public void A_repeated_event_is_found(int event_, string rule) =>
        Breaks(rule, [.. Valid.SelectMany((each, index) => index == event_ ? new[] { each, each } : [each])]);

    [Fact]
    public void Events_in_the_wrong_order_are_found()
    {
        Breaks("No thought follows", [.. Valid[..3], Valid[4], Valid[3], .. Valid[5..]]);
        var early = Valid[9].Replace("tool_use", "end_turn", StringComparison.Ordinal);
        Breaks("No block follows", [.. Valid[..6], early, .. Valid[6..9], Valid[10]]);
    }

    [Theory]
    [InlineData(3, "thinking_delta\",\"thinking", "text_delta\",\"text", "cannot stand")]
    [InlineData(3, "\"index\":0", "\"index\":1", "open block is 0")]
    [InlineData(5, "\"index\":0", "\"index\":1", "open block is 0")]
    [InlineData(6, "\"index\":1", "\"index\":2", "next block is 1")]
    [InlineData(6, "tool_use", "tool", "no block tool")]
    [InlineData(6, "\"id\":\"t\"", "\"id\":\"\"", "id of its own")]
    [InlineData(6, "\"name\":\"f\"", "\"name\":\"\"", "has a name")]
    [InlineData(6, "\"input\":{}", "\"input\":\"\"", "input of a call is an object")]
    [InlineData(7, "\"{}\"", "\"{\"", "are a JSON object")]
    [InlineData(9, "tool_use", "end_turn", "stops for tool_use")]
    [InlineData(9, "tool_use", "tool_calls", "no reason tool_calls")]
    [InlineData(9, "\"stop_sequence\":null", "\"stop_sequence\":\"#\"", "has a sequence")]
    [InlineData(9, "\"output_tokens\":9", "\"output_tokens\":-9", "must be a count")]
    [InlineData(9, "\"cache_read_input_tokens\":3,", "", "is missing")]
    [InlineData(0, "\"content\":[]", "\"content\":[{}]", "starts without content")]
    [InlineData(0, "\"id\":\"m1\"", "\"id\":\"\"", "has an id")]
    [InlineData(0, "\"role\":\"assistant\"", "\"role\":\"user\"", "assistant speaks")]
    [InlineData(1, "ping", "pong", "no event pong")]
    public void A_wrong_word_is_found(int event_, string word, string wrong, string rule)
    {
        string[] events = [.. Valid];
        Assert.Contains(word, events[event_], StringComparison.Ordinal);
        events[event_] = events[event_].Replace(word, wrong, StringComparison.Ordinal);
        Breaks(rule, events);
    }

    [Fact]
    public void Names_of_events_are_demanded()
    {
        var stream = Encoding.UTF8.GetString(Bytes(Valid));
        Breaks("has a name", Encoding.UTF8.GetBytes(stream.Replace("event: ping\n", "", StringComparison.Ordinal)));
        Breaks(
            "must be of its type",
            Encoding.UTF8.GetBytes(stream.Replace("event: ping\n", "event: pong\n", StringComparison.Ordinal))
        );
        Breaks(
            "no line of an event",
            Encoding.UTF8.GetBytes(stream.Replace("event: ping\n", "event: ping\n oops\n", StringComparison.Ordinal))
        );
        Breaks(
            "one line",
            Encoding.UTF8.GetBytes(
                stream.Replace(
                    "data: {\"type\":\"ping\"}",
                    "data: {\"type\":\ndata: \"ping\"}",
                    StringComparison.Ordinal
                )
            )
        );
        Breaks("empty line", Encoding.UTF8.GetBytes(stream[..^1]));
    }

    private static void Breaks(string rule, string[] events) => Breaks(rule, Bytes(events));

    private static void Breaks(string rule, byte[] stream) =>
        Assert.Contains(
            rule,
            Assert.Throws<GrammarException>(() => MessagesGrammar.Read(stream)).Message,
            StringComparison.Ordinal
        );

    private static byte[] Bytes(string[] events) =>
        Encoding.UTF8.GetBytes(
            string.Concat(events.Select(each => $"event: {SseEvents.Json(each).Word("type")}\ndata: {each}\n\n"))
        );
}
