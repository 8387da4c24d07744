using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

/// <summary>Calls of tools that a Responses caller knows otherwise than the model does.</summary>
public sealed class CustomToolTests
{
    private const string Request =
        """{"model":"m","tools":[{"type":"function","name":"f"},{"type":"custom","name":"apply_patch"},{"type":"namespace","name":"mcp__node","tools":[{"type":"function","name":"js"},{"type":"custom","name":"run"}]},{"type":"namespace","name":"crm_","tools":[{"type":"function","name":"get"}]}],"input":[{"role":"user","content":"hi"},{"type":"additional_tools","tools":[{"type":"namespace","name":"late","tools":[{"type":"custom","name":"exec"}]}]}]}""";

    [Fact]
    public void A_call_of_a_custom_tool_is_written_to_the_letter()
    {
        var output = new ArrayBufferWriter<byte>();
        Call(
            new ResponsesStreamWriter(output, Head),
            "apply_patch",
            "{\\\"inp",
            "ut\\\":\\\"*** \\\\",
            "\\\"a\\\\\\\"",
            "\\\"}"
        );
        var events = SseEvents.Of(output.WrittenSpan).Select(each => each.Data).ToArray()[2..^1];
        Assert.Equal(
            [
                """{"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"id":"ctc_own_0","type":"custom_tool_call","call_id":"c1","name":"apply_patch","input":"","status":"in_progress"}}""",
                """{"type":"response.custom_tool_call_input.delta","sequence_number":3,"item_id":"ctc_own_0","output_index":0,"delta":"*** "}""",
                """{"type":"response.custom_tool_call_input.delta","sequence_number":4,"item_id":"ctc_own_0","output_index":0,"delta":"\"a\""}""",
                """{"type":"response.custom_tool_call_input.done","sequence_number":5,"item_id":"ctc_own_0","output_index":0,"input":"*** \"a\""}""",
                """{"type":"response.output_item.done","sequence_number":6,"output_index":0,"item":{"id":"ctc_own_0","type":"custom_tool_call","call_id":"c1","name":"apply_patch","input":"*** \"a\"","status":"completed"}}""",
            ],
            events
        );
        Assert.Equal("custom_tool_call", ResponsesGrammar.Read(output.WrittenSpan).Order);
    }

    [Fact]
    public void A_whole_answer_holds_the_same_item()
    {
        var output = new ArrayBufferWriter<byte>();
        Call(new ResponsesAnswerWriter(output, Head), "apply_patch", "{\\\"input\\\":\\\"a\\\\nb\\\"}");
        Assert.Equal(
            """[{"id":"ctc_own_0","type":"custom_tool_call","call_id":"c1","name":"apply_patch","input":"a\nb","status":"completed"}]""",
            JsonNode.Parse(output.WrittenSpan)!["output"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData("f", "function_call", "", "f")]
    [InlineData("apply_patch", "custom_tool_call", "", "apply_patch")]
    [InlineData("apply\\u005fpatch", "custom_tool_call", "", "apply_patch")]
    [InlineData("mcp__node__js", "function_call", "mcp__node", "js")]
    [InlineData("mcp__node__run", "custom_tool_call", "mcp__node", "run")]
    [InlineData("crm_get", "function_call", "crm_", "get")]
    [InlineData("late__exec", "custom_tool_call", "late", "exec")]
    [InlineData("js", "function_call", "", "js")]
    [InlineData("unknown", "function_call", "", "unknown")]
    public void A_call_bears_the_name_that_the_caller_gave(string known, string item, string space, string name)
    {
        var output = new ArrayBufferWriter<byte>();
        Call(new ResponsesStreamWriter(output, Head), known, "{}");
        var answer = ResponsesGrammar.Read(output.WrittenSpan);
        var call = Assert.Single(answer.Calls);
        Assert.Equal((item, space, name), (answer.Order, call.Space, call.Name));
    }

    [Theory]
    [InlineData("""{"input":"a \"b\"\n\u00e9"}""", "a \"b\"\né")]
    [InlineData("""{ "other":{"input":1}, "input" : "a" }""", "a")]
    [InlineData("""{"input":""}""", "")]
    [InlineData("{}", "")]
    [InlineData("""{"input":7}""", """{"input":7}""")]
    [InlineData("""{"patch":"a"}""", """{"patch":"a"}""")]
    [InlineData("""["a"]""", """["a"]""")]
    [InlineData("*** Begin Patch\n", "*** Begin Patch\n")]
    [InlineData("""{"input":"cut o\""", "cut o")]
    [InlineData("""{"input":"cut o\u00""", "cut o")]
    [InlineData("{\"input\":\"a\nb\tc\"}", "a\nb\tc")]
    [InlineData("""{"input":"a\d\u00zz"}""", """a\d\u00zz""")]
    [InlineData("""{"inp""", """{"inp""")]
    [InlineData("""{"\u0069nput":"a"}""", "a")]
    public void The_text_is_taken_out_of_the_arguments(string arguments, string input)
    {
        var output = new ArrayBufferWriter<byte>();
        Call(new ResponsesStreamWriter(output, Head), "apply_patch", Escaped(arguments));
        Assert.Equal(input, Input(ResponsesGrammar.Read(output.WrittenSpan)));
    }

    [Fact]
    public void A_call_without_arguments_has_no_text()
    {
        var output = new ArrayBufferWriter<byte>();
        Call(new ResponsesStreamWriter(output, Head), "apply_patch");
        Assert.Equal("", Input(ResponsesGrammar.Read(output.WrittenSpan)));
    }

    [Fact]
    public void Calls_of_both_kinds_may_alternate()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ResponsesStreamWriter(output, Head);
        writer.Begin("r"u8, "m"u8);
        writer.Text("Hi"u8);
        writer.ToolCall(0, "a"u8, "apply_patch"u8);
        writer.ToolCall(1, "b"u8, "f"u8);
        writer.ToolCall(2, "c"u8, "apply_patch"u8);
        writer.ToolArguments(1, "{\\\"x\\\":"u8);
        writer.ToolArguments(2, "{\\\"input\\\":\\\"2"u8);
        writer.ToolArguments(0, "{\\\"input\\\":\\\"0\\\"}"u8);
        writer.ToolArguments(2, "\\\"}"u8);
        writer.ToolArguments(1, "1}"u8);
        writer.Stop(StopReason.ToolCalls, default);
        writer.End();
        var answer = ResponsesGrammar.Read(output.WrittenSpan);
        Assert.Equal("message custom_tool_call function_call custom_tool_call", answer.Order);
        Assert.Equal(
            ["""{"input":"0"}""", """{"x":1}""", """{"input":"2"}"""],
            answer.Calls.Select(call => call.Arguments)
        );
    }

    [Theory]
    [InlineData(nameof(StopReason.Length), "incomplete")]
    [InlineData(nameof(StopReason.Refusal), "incomplete")]
    [InlineData(nameof(StopReason.ToolCalls), "completed")]
    public void The_last_item_of_an_incomplete_answer_is_incomplete(string reason, string last)
    {
        foreach (var whole in new[] { false, true })
        {
            var output = new ArrayBufferWriter<byte>();
            BlockWriter writer = whole
                ? new ResponsesAnswerWriter(output, Head)
                : new ResponsesStreamWriter(output, Head);
            writer.Begin("r"u8, "m"u8);
            writer.Text("Hi"u8);
            writer.ToolCall(0, "a"u8, "f"u8);
            writer.ToolCall(1, "b"u8, "apply_patch"u8);
            writer.ToolArguments(1, "{\\\"input\\\":\\\"cut"u8);
            writer.Stop(Enum.Parse<StopReason>(reason), default);
            writer.End();
            if (!whole)
            {
                ResponsesGrammar.Read(output.WrittenSpan);
            }

            var response = whole
                ? SseEvents.Json(Encoding.UTF8.GetString(output.WrittenSpan))
                : SseEvents.Json(SseEvents.Of(output.WrittenSpan)[^1].Data).Member("response");
            Assert.Equal(
                ["completed", "completed", last],
                response.Member("output").EnumerateArray().Select(item => item.Word("status"))
            );
        }
    }

    /// <summary>Any text, cut anywhere, arrives in the caller's protocol and in every other from there.</summary>
    [Fact]
    public void Any_text_crosses_there_and_back() =>
        Gen.Select(Gen.String, Gen.Int[1, 9])
            .Sample(
                (text, size) =>
                {
                    text = text.Replace("\uFFFD", "", StringComparison.Ordinal);
                    text = new string([.. text.Where(sign => !char.IsSurrogate(sign))]) + "😀\\\"\n";
                    var arguments = new JsonObject { ["input"] = text }.ToJsonString();
                    var pieces = arguments.Chunk(size).Select(piece => Escaped(new string(piece))).ToArray();
                    var output = new ArrayBufferWriter<byte>();
                    Call(new ResponsesStreamWriter(output, Head), "apply_patch", pieces);
                    Assert.Equal(text, Input(ResponsesGrammar.Read(output.WrittenSpan)));
                    foreach (var protocol in new[] { WireProtocol.Chat, WireProtocol.Messages })
                    {
                        var there = Streams.Translate(WireProtocol.Responses, protocol, output.WrittenSpan);
                        Assert.Equal(text, Input(Streams.Check(protocol, there)));
                    }
                },
                iter: 300
            );

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tools":null,"input":"hi"}""")]
    [InlineData(
        """{"tools":[7,null,{},{"type":"custom"},{"type":"namespace","name":"n"}],"input":[7,{"type":"additional_tools"}]}"""
    )]
    [InlineData(
        """{"tools":{"type":"custom","name":"f"},"input":[{"type":"message","tools":[{"type":"custom","name":"f"}]}]}"""
    )]
    public void What_declares_no_tool_is_passed_over(string request) =>
        Assert.Null(CallerTools.Of(Encoding.UTF8.GetBytes(request)).Find("f"u8));

    /// <summary>A provider of Responses may answer whole although a stream was asked for.</summary>
    [Fact]
    public void A_native_answer_keeps_its_calls_as_a_stream()
    {
        var output = new ArrayBufferWriter<byte>();
        ResponsesAnswerReader.Read(
            """{"id":"r","model":"m","status":"completed","output":[{"type":"custom_tool_call","call_id":"a","name":"apply_patch","input":"x\n\"y\""},{"type":"function_call","call_id":"b","namespace":"mcp__node","name":"js","arguments":"{}"}]}"""u8.ToArray(),
            new ResponsesStreamWriter(output, Head)
        );
        var answer = ResponsesGrammar.Read(output.WrittenSpan);
        Assert.Equal("custom_tool_call function_call", answer.Order);
        Assert.Equal("x\n\"y\"", (string)JsonNode.Parse(answer.Calls[0].Arguments)!["input"]!);
        Assert.Equal(("mcp__node", "js"), (answer.Calls[1].Space, answer.Calls[1].Name));
    }

    private static ResponsesHead Head =>
        new()
        {
            CreatedAt = 1,
            OwnId = "own",
            CallerTools = CallerTools.Of(Encoding.UTF8.GetBytes(Request)),
        };

    private static void Call(BlockWriter writer, string name, params string[] pieces)
    {
        writer.Begin("r"u8, "m"u8);
        writer.ToolCall(0, "c1"u8, Encoding.UTF8.GetBytes(name));
        foreach (var piece in pieces)
        {
            writer.ToolArguments(0, Encoding.UTF8.GetBytes(piece));
        }

        writer.Stop(StopReason.ToolCalls, default);
        writer.End();
    }

    private static string Escaped(string plain) => JsonSerializer.Serialize(plain)[1..^1];

    private static string Input(ReadAnswer answer) =>
        (string)JsonNode.Parse(Assert.Single(answer.Calls).Arguments)!["input"]!;
}
