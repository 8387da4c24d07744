using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class WholeAnswerTests
{
    private const string Chat =
        """{"id":"c1","object":"chat.completion","created":5,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,"reasoning_content":"why","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{\"x\": \"\\u00e9\"}"}},{"id":"b","type":"function","function":{"name":"g","arguments":""}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4}}}""";

    [Fact]
    public void Chat_becomes_messages() =>
        Same(
            """{"id":"c1","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"why","signature":""},{"type":"text","text":"Hi"},{"type":"tool_use","id":"a","name":"f","input":{"x":"é"}},{"type":"tool_use","id":"b","name":"g","input":{}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":6,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":5}}""",
            Streams.Whole(WireProtocol.Chat, WireProtocol.Messages, Chat)
        );

    [Fact]
    public void Messages_become_chat() =>
        Same(
            """{"id":"m1","object":"chat.completion","created":1790000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi there","refusal":null,"reasoning_content":"why","tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{\"a\": {\"b\":\"\\n\"}}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":115,"completion_tokens":9,"total_tokens":124,"prompt_tokens_details":{"cached_tokens":100,"cache_write_tokens":5},"completion_tokens_details":{"reasoning_tokens":0}}}""",
            Streams.Whole(
                WireProtocol.Messages,
                WireProtocol.Chat,
                """{"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"why","signature":"s"},{"type":"redacted_thinking","data":"dark"},{"type":"text","text":"Hi"},{"type":"text","text":" there"},{"type":"server_tool_use","id":"s","name":"web_search","input":{"q":1}},{"type":"tool_use","id":"t","name":"f","input":{"a": {"b":"\n"}}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":10,"cache_read_input_tokens":100,"cache_creation_input_tokens":5,"output_tokens":9}}"""
            )
        );

    [Fact]
    public void Chat_becomes_responses()
    {
        var answer = JsonNode.Parse(Streams.Whole(WireProtocol.Chat, WireProtocol.Responses, Chat))!;
        Same(
            """[{"id":"rs_own_0","type":"reasoning","summary":[{"type":"summary_text","text":"why"}],"status":"completed"},{"id":"msg_own_1","type":"message","role":"assistant","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"Hi"}],"status":"completed"},{"id":"fc_own_2","type":"function_call","call_id":"a","name":"f","arguments":"{\"x\": \"\\u00e9\"}","status":"completed"},{"id":"fc_own_3","type":"function_call","call_id":"b","name":"g","arguments":"{}","status":"completed"}]""",
            answer["output"]!.ToJsonString()
        );
        Assert.Equal("completed", (string?)answer["status"]);
        Assert.Equal("resp_c1", (string?)answer["id"]);
        Assert.Equal(15, (int?)answer["usage"]!["total_tokens"]);
    }

    [Fact]
    public void Signatures_and_hidden_thoughts_stay_in_messages() =>
        Same(
            """[{"type":"thinking","thinking":"","signature":"s"},{"type":"redacted_thinking","data":"dark"},{"type":"tool_use","id":"t","name":"f","input":{}},{"type":"text","text":"after"}]""",
            JsonNode.Parse(
                Streams.Whole(
                    WireProtocol.Messages,
                    WireProtocol.Messages,
                    """{"id":"m1","model":"m","content":[{"type":"thinking","thinking":"","signature":"s"},{"type":"redacted_thinking","data":"dark"},{"type":"tool_use","id":"t","name":"f","input":{}},{"type":"text","text":"after"}],"stop_reason":"tool_use"}"""
                )
            )!["content"]!.ToJsonString()
        );

    [Theory]
    [InlineData("""{\"a\":1""", """{"arguments":"{\"a\":1"}""")]
    [InlineData("""[1]""", """{"arguments":"[1]"}""")]
    [InlineData("""null""", "{}")]
    public void Arguments_that_are_no_object_are_kept_in_one(string arguments, string input)
    {
        var answer = Streams.Whole(
            WireProtocol.Chat,
            WireProtocol.Messages,
            $$$"""{"choices":[{"message":{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{{{arguments}}}"}}]}}]}"""
        );
        Same(input, JsonNode.Parse(answer)!["content"]![0]!["input"]!.ToJsonString());
    }

    [Fact]
    public void Arguments_that_are_an_object_are_written_as_text()
    {
        var answer = Streams.Whole(
            WireProtocol.Chat,
            WireProtocol.Chat,
            """{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"f","arguments":{"a":"\n"}}}]}}]}"""
        );
        var call = JsonNode.Parse(answer)!["choices"]![0]!["message"]!["tool_calls"]![0]!;
        Assert.Equal("""{"a":"\n"}""", (string?)call["function"]!["arguments"]);
        Assert.Equal("call_own_0", (string?)call["id"]);
    }

    [Theory]
    [InlineData("stop", "end_turn", "completed")]
    [InlineData("length", "max_tokens", "incomplete")]
    [InlineData("sensitive", "refusal", "incomplete")]
    public void An_empty_answer_is_one_too(string finish, string stop, string status)
    {
        var chat =
            $$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":"{{finish}}"}]}""";
        var messages = JsonNode.Parse(Streams.Whole(WireProtocol.Chat, WireProtocol.Messages, chat))!;
        Assert.Equal(stop, (string?)messages["stop_reason"]);
        Assert.Empty(messages["content"]!.AsArray());
        var responses = JsonNode.Parse(Streams.Whole(WireProtocol.Chat, WireProtocol.Responses, chat))!;
        Assert.Equal(status, (string?)responses["status"]);
        Assert.Empty(responses["output"]!.AsArray());
        var same = JsonNode.Parse(Streams.Whole(WireProtocol.Chat, WireProtocol.Chat, chat))!;
        Assert.Equal("", (string?)same["choices"]![0]!["message"]!["content"]);
    }

    [Theory]
    [InlineData(WireProtocolName.Chat, """{"error":{"message":"no"}}""")]
    [InlineData(WireProtocolName.Chat, """{"error":"no"}""")]
    [InlineData(WireProtocolName.Chat, """{"base_resp":{"status_code":1002},"choices":[{"message":{"content":""}}]}""")]
    [InlineData(
        WireProtocolName.Chat,
        """{"choices":[{"message":{"content":"half"},"finish_reason":"network_error"}]}"""
    )]
    [InlineData(WireProtocolName.Messages, """{"type":"error","error":{"type":"overloaded_error"}}""")]
    [InlineData(WireProtocolName.Messages, """{"code":401,"msg":"token expired","success":false}""")]
    [InlineData(WireProtocolName.Messages, """{"base_resp":{"status_code":1002},"content":[]}""")]
    [InlineData(WireProtocolName.Responses, """{"status":"failed","output":[],"error":null}""")]
    [InlineData(WireProtocolName.Responses, """{"status":"cancelled","output":[]}""")]
    [InlineData(WireProtocolName.Responses, """{"error":{"message":"no"}}""")]
    public void An_error_in_the_place_of_an_answer_is_one(string protocol, string json) =>
        Tells(EventKind.Error, protocol, json);

    [Theory]
    [InlineData(WireProtocolName.Chat, "{}")]
    [InlineData(WireProtocolName.Chat, """{"choices":[]}""")]
    [InlineData(WireProtocolName.Chat, """{"choices":[{"index":0}]}""")]
    [InlineData(WireProtocolName.Messages, """{"id":"m1","type":"message"}""")]
    [InlineData(WireProtocolName.Responses, """{"id":"r","status":"queued","output":[]}""")]
    [InlineData(WireProtocolName.Responses, "{}")]
    public void An_answer_without_any_content_is_none(string protocol, string json) =>
        Tells(EventKind.Silent, protocol, json);

    [Theory]
    [InlineData(WireProtocolName.Chat)]
    [InlineData(WireProtocolName.Messages)]
    [InlineData(WireProtocolName.Responses)]
    public void Broken_json_tells_nothing(string protocol)
    {
        var heard = new Heard();
        foreach (var broken in new[] { "", "[]", "{", """{"choices":[],"content":[],"output":[]} x""" })
        {
            Assert.ThrowsAny<JsonException>(() =>
                Streams.ReadAnswer(Enum.Parse<WireProtocol>(protocol), Encoding.UTF8.GetBytes(broken), heard)
            );
        }

        Assert.Empty(heard.Lines);
    }

    private static void Tells(EventKind kind, string protocol, string json)
    {
        var heard = new Heard();
        Assert.Equal(kind, Streams.ReadAnswer(Enum.Parse<WireProtocol>(protocol), Encoding.UTF8.GetBytes(json), heard));
        Assert.Empty(heard.Lines);
    }

    private static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    /// <summary>A test of this accessibility cannot have a parameter of an internal type.</summary>
    private static class WireProtocolName
    {
        public const string Chat = nameof(WireProtocol.Chat);
        public const string Messages = nameof(WireProtocol.Messages);
        public const string Responses = nameof(WireProtocol.Responses);
    }
}
