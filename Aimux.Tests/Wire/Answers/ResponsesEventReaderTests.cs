using System.Text;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class ResponsesEventReaderTests
{
    private readonly ResponsesEventReader _reader = new();
    private readonly Heard _heard = new();

    [Fact]
    public void A_stream_is_told_part_by_part()
    {
        Read(
            """{"type":"response.created","response":{"id":"resp_1","model":"m","status":"in_progress","output":[],"error":null}}"""
        );
        Read(
            """{"type":"response.in_progress","response":{"id":"resp_1","model":"m","status":"in_progress","output":[]}}"""
        );
        Read(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[]}}"""
        );
        Read(
            """{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}"""
        );
        Read("""{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"why"}""");
        Read("""{"type":"response.reasoning_summary_text.done","output_index":0,"summary_index":0,"text":"why"}""");
        Read(
            """{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":1,"part":{"type":"summary_text","text":""}}"""
        );
        Read("""{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"how"}""");
        Read("""{"type":"response.reasoning_text.delta","output_index":0,"content_index":0,"delta":"again"}""");
        Read(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"why"}]}}"""
        );
        Read(
            """{"type":"response.output_item.added","output_index":1,"item":{"type":"message","id":"msg","content":[]}}"""
        );
        Read("""{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"Hi"}""");
        Read("""{"type":"response.output_text.done","output_index":1,"content_index":0,"text":"Hi"}""");
        Read(
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"message","id":"msg","content":[{"type":"output_text","text":"Hi"}]}}"""
        );
        Read(
            """{"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","id":"fc","call_id":"call_1","name":"f","arguments":""}}"""
        );
        Read("""{"type":"response.function_call_arguments.delta","output_index":2,"item_id":"fc","delta":"{}"}""");
        Read(
            """{"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","id":"fc","call_id":"call_1","name":"f","arguments":"{}"}}"""
        );
        Assert.Equal(
            EventKind.End,
            Read(
                """{"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":1}}}}"""
            )
        );
        Assert.Equal(
            [
                "begin resp_1 m",
                "thought why",
                "thought \\n\\n",
                "thought how",
                "text Hi",
                "call 0 call_1 f",
                "arguments 0 {}",
                "usage 9 4  3 1",
                "stop EndOfTurn",
                "end",
            ],
            _heard.Lines
        );
        Assert.True(_reader.Close(_heard));
        Assert.Equal(EventKind.Silent, Read("[DONE]"));
    }

    [Theory]
    [InlineData(
        """{"type":"response.failed","response":{"id":"r","status":"failed","error":{"code":"server_error","message":"no"}}}"""
    )]
    [InlineData("""{"type":"error","code":"server_error","message":"no","param":null,"sequence_number":1}""")]
    [InlineData("""{"error":{"message":"no"}}""")]
    [InlineData("""{"type":"response.completed","response":{"id":"r","status":"failed","output":[]}}""")]
    public void An_error_is_told_to_nobody(string data)
    {
        Assert.Equal(EventKind.Error, Read(data));
        Assert.Empty(_heard.Lines);
    }

    [Theory]
    [InlineData("max_output_tokens", "Length")]
    [InlineData("content_filter", "Refusal")]
    public void An_incomplete_answer_ends_with_its_reason(string word, string reason)
    {
        var data =
            $$$"""{"type":"response.incomplete","response":{"id":"r","status":"incomplete","incomplete_details":{"reason":"{{{word}}}"},"output":[]}}""";
        Assert.Equal(EventKind.End, Read(data));
        Assert.Equal(["begin r", $"stop {reason}", "end"], _heard.Lines);
    }

    [Fact]
    public void What_did_not_come_in_pieces_is_told_with_its_item()
    {
        Read(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"a"},{"type":"reasoning_text","text":"b"}]}}"""
        );
        Read(
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"message","content":[{"type":"output_text","text":"t"},{"type":"refusal","refusal":"no"}]}}"""
        );
        Read(
            """{"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}}"""
        );
        Assert.Equal(
            [
                "begin",
                "thought a",
                "thought \\n\\n",
                "thought b",
                "text t",
                "refusal no",
                "call 0 c f",
                "arguments 0 {}",
            ],
            _heard.Lines
        );
    }

    [Fact]
    public void What_came_in_no_event_is_told_with_the_end()
    {
        Read(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":""}}"""
        );
        Read(
            """{"type":"response.completed","response":{"id":"r","status":"completed","output":[{"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"type":"message","content":[{"type":"output_text","text":"t"}]}]}}"""
        );
        Assert.Equal(["begin", "call 0 c f", "arguments 0 {}", "text t", "stop EndOfTurn", "end"], _heard.Lines);
    }

    [Fact]
    public void Refusals_are_told()
    {
        Read("""{"type":"response.refusal.delta","output_index":0,"delta":"no"}""");
        Assert.Equal(["begin", "refusal no"], _heard.Lines);
        Assert.False(_reader.Close(_heard));
    }

    [Fact]
    public void The_text_of_a_custom_tool_is_told_as_arguments()
    {
        Read(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"custom_tool_call","call_id":"c","name":"p","input":""}}"""
        );
        Read("""{"type":"response.custom_tool_call_input.delta","output_index":0,"delta":"say "}""");
        Read("""{"type":"response.custom_tool_call_input.delta","output_index":0,"delta":"\"it\"\n"}""");
        Read("""{"type":"response.custom_tool_call_input.done","output_index":0,"input":"say \"it\"\n"}""");
        Read(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"custom_tool_call","call_id":"c","name":"p","input":"say \"it\"\n"}}"""
        );
        Assert.Equal(
            EventKind.Silent,
            Read("""{"type":"response.custom_tool_call_input.delta","output_index":0,"delta":"late"}""")
        );
        Assert.Equal(
            [
                "begin",
                "call 0 c p",
                "arguments 0 {\\\"input\\\":\\\"",
                "arguments 0 say",
                """arguments 0 \\\"it\\\"\\n""",
                """arguments 0 \"}""",
            ],
            _heard.Lines
        );
    }

    [Theory]
    [InlineData("mcp__n", "mcp__n__f")]
    [InlineData("crm_", "crm_f")]
    [InlineData("", "f")]
    public void A_tool_in_a_namespace_is_told_by_both_names(string space, string told)
    {
        Read(
            $$$"""{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","call_id":"c","namespace":"{{{space}}}","name":"f","arguments":"{}"}}"""
        );
        Assert.Equal(["begin", $"call 0 c {told}", "arguments 0 {}"], _heard.Lines);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("", "")]
    public void A_call_of_a_custom_tool_that_comes_whole_is_told_with_its_item(string input, string told)
    {
        var data =
            $$$"""{"type":"response.output_item.done","output_index":0,"item":{"type":"custom_tool_call","call_id":"c","name":"p","input":"{{{input}}}"}}""";
        Assert.Equal(EventKind.Told, Read(data));
        Assert.Equal(EventKind.Silent, Read(data));
        Assert.Equal("{\\\"input\\\":\\\"" + told + "\\\"}", Arguments());
    }

    [Fact]
    public void A_text_whose_end_was_not_told_ends_with_the_answer()
    {
        Read(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"custom_tool_call","call_id":"c","name":"p","input":""}}"""
        );
        Read("""{"type":"response.custom_tool_call_input.delta","output_index":0,"delta":"a"}""");
        Read("""{"type":"response.completed","response":{"id":"r","status":"completed","output":[]}}""");
        Assert.Equal("{\\\"input\\\":\\\"a\\\"}", Arguments());
        Assert.Equal("end", _heard.Lines[^1]);
    }

    private string Arguments() =>
        string.Concat(
            _heard
                .Lines.Where(line => line.StartsWith("arguments 0 ", StringComparison.Ordinal))
                .Select(line => line["arguments 0 ".Length..])
        );

    private EventKind Read(string data) => _reader.Read(Encoding.UTF8.GetBytes(data), _heard);
}
