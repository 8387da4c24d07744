using System.Text;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Wire;

public sealed class ResponsesGrammarTests
{
    private const string Echo =
        """ "object":"response","created_at":1,"error":null,"instructions":null,"metadata":{},"model":"m","parallel_tool_calls":true,"temperature":null,"tool_choice":"auto","tools":[],"top_p":null,"id":"resp_1","incomplete_details":null""";

    private const string Message =
        """{"id":"msg_0","type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi"}],"status":"completed"}""";

    private const string Call =
        """{"id":"fc_1","type":"function_call","call_id":"a","name":"f","arguments":"{}","status":"completed"}""";

    private static readonly string[] Valid =
    [
        """{"type":"response.created","response":{"status":"in_progress","output":[],"usage":null,""" + Echo + "}}",
        """{"type":"response.in_progress","response":{"status":"in_progress","output":[],"usage":null,""" + Echo + "}}",
        """{"type":"response.output_item.added","output_index":0,"item":{"id":"msg_0","type":"message","role":"assistant","content":[],"status":"in_progress"}}""",
        """{"type":"response.content_part.added","item_id":"msg_0","output_index":0,"content_index":0,"part":{"type":"output_text","text":""}}""",
        """{"type":"response.output_text.delta","item_id":"msg_0","output_index":0,"content_index":0,"delta":"Hi"}""",
        """{"type":"response.output_text.done","item_id":"msg_0","output_index":0,"content_index":0,"text":"Hi"}""",
        """{"type":"response.content_part.done","item_id":"msg_0","output_index":0,"content_index":0,"part":{"type":"output_text","text":"Hi"}}""",
        """{"type":"response.output_item.done","output_index":0,"item":""" + Message + "}",
        """{"type":"response.output_item.added","output_index":1,"item":{"id":"fc_1","type":"function_call","call_id":"a","name":"f","arguments":"","status":"in_progress"}}""",
        """{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":1,"delta":"{}"}""",
        """{"type":"response.function_call_arguments.done","item_id":"fc_1","output_index":1,"arguments":"{}"}""",
        """{"type":"response.output_item.done","output_index":1,"item":""" + Call + "}",
        """{"type":"response.completed","response":{"status":"completed","usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5,"input_tokens_details":{"cached_tokens":1},"output_tokens_details":{"reasoning_tokens":1}},"output":["""
            + $"{Message},{Call}],{Echo}}}}}",
    ];

    [Fact]
    public void A_stream_that_keeps_the_rules_is_put_together()
    {
        var answer = ResponsesGrammar.Read(Bytes(Valid));
        Assert.Equal("resp_1", answer.Id);
        Assert.Equal("Hi", answer.Text);
        Assert.Equal("message function_call", answer.Order);
        Assert.Equal("completed", answer.Stop);
        Assert.Equal(new ReadCall("a", "f") { Arguments = "{}" }, Assert.Single(answer.Calls));
        Assert.Equal(new AnswerUsage(3, 1, 0, 2, 1), answer.Usage);
    }

    [Theory]
    [InlineData(0, "response.created comes first")]
    [InlineData(1, "response.in_progress comes second")]
    [InlineData(2, "cannot stand in an item")]
    [InlineData(3, "cannot stand in a part")]
    [InlineData(4, "done says what the deltas said")]
    [InlineData(5, "is done before the part is")]
    [InlineData(7, "An item is open")]
    [InlineData(10, "whole when it is done")]
    [InlineData(11, "All items are done")]
    [InlineData(12, "ends with response.completed")]
    public void A_missing_event_is_found(int event_, string rule) =>
        Breaks(rule, [.. Valid.Where((_, index) => index != event_)]);

    [Theory]
    [InlineData(2, "An item is open")]
    [InlineData(3, "has one part")]
    [InlineData(4, "done says what the deltas said")]
    [InlineData(5, "Nothing is said after done")]
    [InlineData(7, "is the open one")]
    [InlineData(12, "Nothing follows")]
    public void A_repeated_event_is_found(int event_, string rule) =>
        Breaks(rule, [.. Valid.SelectMany((each, index) => index == event_ ? new[] { each, each } : [each])]);

    [Theory]
    [InlineData(0, "\"top_p\":null,", "", "'top_p' is missing")]
    [InlineData(0, "\"id\":\"resp_1\"", "\"id\":\"x\"", "begins with resp_")]
    [InlineData(0, "in_progress", "completed", "is in progress")]
    [InlineData(1, "\"id\":\"resp_1\"", "\"id\":\"resp_2\"", "one id")]
    [InlineData(2, "\"output_index\":0", "\"output_index\":1", "next item is 0")]
    [InlineData(2, "\"type\":\"message\"", "\"type\":\"letter\"", "no item letter")]
    [InlineData(3, "\"text\":\"\"", "\"text\":\"a\"", "added empty")]
    [InlineData(4, "msg_0", "msg_1", "belongs to the open item")]
    [InlineData(4, "output_text.delta", "refusal.delta", "cannot stand in a part")]
    [InlineData(4, "output_text.delta", "output_audio.delta", "no event")]
    [InlineData(6, "Hi", "Ho", "says what its deltas said")]
    [InlineData(7, "Hi", "Ho", "that of its deltas")]
    [InlineData(8, "\"name\":\"f\"", "\"name\":\"\"", "has a name")]
    [InlineData(11, "\"call_id\":\"a\"", "\"call_id\":\"b\"", "keeps its id")]
    [InlineData(12, "\"name\":\"f\"", "\"name\":\"g\"", "items that were done")]
    [InlineData(12, "\"status\":\"completed\",\"usage\"", "\"status\":\"incomplete\",\"usage\"", "what its event says")]
    [InlineData(12, "\"status\":\"completed\"}],", "\"status\":\"incomplete\"}],", "items that were done")]
    [InlineData(12, "\"total_tokens\":5", "\"total_tokens\":6", "total is a sum")]
    public void A_wrong_word_is_found(int event_, string word, string wrong, string rule)
    {
        string[] events = [.. Valid];
        Assert.Contains(word, events[event_], StringComparison.Ordinal);
        events[event_] = events[event_].Replace(word, wrong, StringComparison.Ordinal);
        Breaks(rule, events);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("ctc_1", "fc_1", "begins with ctc_")]
    [InlineData(
        "\"input\":\"\",\"status\":\"in_progress\"",
        "\"input\":\"a\",\"status\":\"in_progress\"",
        "without input"
    )]
    [InlineData("\"delta\":\"a\"", "\"delta\":\"b\"", "done says what the deltas said")]
    [InlineData("custom_tool_call_input", "function_call_arguments", "cannot stand in an item")]
    [InlineData(
        "\"input\":\"a\",\"status\":\"completed\"",
        "\"input\":\"b\",\"status\":\"completed\"",
        "input of its deltas"
    )]
    [InlineData(
        "\"input\":\"a\",\"status\":\"completed\"",
        "\"input\":\"a\",\"status\":\"incomplete\"",
        "completed but the last"
    )]
    public void A_call_of_a_custom_tool_has_a_text(string word, string wrong, string rule)
    {
        const string item =
            """{"id":"ctc_1","type":"custom_tool_call","call_id":"a","namespace":"n","name":"f","input":"a","status":"completed"}""";
        string[] events =
        [
            .. Valid[..8],
            """{"type":"response.output_item.added","output_index":1,"item":{"id":"ctc_1","type":"custom_tool_call","call_id":"a","namespace":"n","name":"f","input":"","status":"in_progress"}}""",
            """{"type":"response.custom_tool_call_input.delta","item_id":"ctc_1","output_index":1,"delta":"a"}""",
            """{"type":"response.custom_tool_call_input.done","item_id":"ctc_1","output_index":1,"input":"a"}""",
            """{"type":"response.output_item.done","output_index":1,"item":""" + item + "}",
            Valid[12].Replace(Call, item, StringComparison.Ordinal),
        ];
        if (rule.Length == 0)
        {
            var call = Assert.Single(ResponsesGrammar.Read(Bytes(events)).Calls);
            Assert.Equal(new ReadCall("a", "f") { Space = "n", Arguments = """{"input":"a"}""" }, call);
            return;
        }

        Assert.Contains(events[8..], each => each.Contains(word, StringComparison.Ordinal));
        Breaks(
            rule,
            [.. events[..8], .. events[8..].Select(each => each.Replace(word, wrong, StringComparison.Ordinal))]
        );
    }

    [Fact]
    public void Numbers_and_names_of_events_are_demanded()
    {
        var stream = Encoding.UTF8.GetString(Bytes(Valid));
        Breaks(
            "next event is 4",
            stream.Replace("\"sequence_number\":4", "\"sequence_number\":5", StringComparison.Ordinal)
        );
        Breaks("has a name", stream.Replace("event: response.created\n", "", StringComparison.Ordinal));
        Breaks(
            "must be of its type",
            stream.Replace("event: response.created\n", "event: created\n", StringComparison.Ordinal)
        );
    }

    private static void Breaks(string rule, string[] events) => Breaks(rule, Encoding.UTF8.GetString(Bytes(events)));

    private static void Breaks(string rule, string stream) =>
        Assert.Contains(
            rule,
            Assert.Throws<GrammarException>(() => ResponsesGrammar.Read(Encoding.UTF8.GetBytes(stream))).Message,
            StringComparison.Ordinal
        );

    private static byte[] Bytes(string[] events) =>
        Encoding.UTF8.GetBytes(
            string.Concat(
                events.Select(
                    (each, number) =>
                        $"event: {SseEvents.Json(each).Word("type")}\ndata: {{\"sequence_number\":{number},{each[1..]}\n\n"
                )
            )
        );
}
