using System.Text;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Wire;

public sealed class ChatGrammarTests
{
    private const string Head = """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m",""";

    private static readonly string[] Valid =
    [
        Head + """ "choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""",
        Head + """ "choices":[{"index":0,"delta":{"reasoning_content":"why"},"finish_reason":null}]}""",
        Head + """ "choices":[{"index":0,"delta":{"content":"text"},"finish_reason":null}]}""",
        Head
            + """ "choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]},"finish_reason":null}]}""",
        Head
            + """ "choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"finish_reason":null}]}""",
        Head + """ "choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
        Head
            + """ "choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"prompt_tokens_details":{"cached_tokens":1},"completion_tokens_details":{"reasoning_tokens":1}}}""",
        "[DONE]",
    ];

    [Fact]
    public void A_stream_that_keeps_the_rules_is_put_together()
    {
        var answer = ChatGrammar.Read(Bytes(Valid), usage: true);
        Assert.Equal("c1", answer.Id);
        Assert.Equal("why", answer.Thoughts);
        Assert.Equal("text", answer.Text);
        Assert.Equal("reasoning_content content tool_calls", answer.Order);
        Assert.Equal("tool_calls", answer.Stop);
        Assert.Equal(new ReadCall("a", "f") { Arguments = "{}" }, Assert.Single(answer.Calls));
        Assert.Equal(new AnswerUsage(3, 1, 0, 2, 1), answer.Usage);
    }

    [Theory]
    [InlineData(0, "first delta has the role")]
    [InlineData(3, "is missing")]
    [InlineData(4, "JSON object")]
    [InlineData(5, "come after the finish reason")]
    [InlineData(6, "come once if they are asked for")]
    [InlineData(7, "ends with [DONE]")]
    public void A_missing_event_is_found(int event_, string rule) =>
        Breaks(rule, [.. Valid.Where((_, index) => index != event_)]);

    [Theory]
    [InlineData(0, "Only the first delta")]
    [InlineData(3, "Only the first fragment")]
    [InlineData(5, "after the finish reason")]
    [InlineData(6, "Counts come once")]
    [InlineData(7, "Nothing follows")]
    public void A_repeated_event_is_found(int event_, string rule) =>
        Breaks(rule, [.. Valid.SelectMany((each, index) => index == event_ ? new[] { each, each } : [each])]);

    [Theory]
    [InlineData(1, "\"c1\"", "\"c2\"", "one id and one model")]
    [InlineData(1, "\"model\":\"m\"", "\"model\":\"n\"", "one id and one model")]
    [InlineData(1, "chat.completion.chunk", "chat.completion", "is a chat.completion.chunk")]
    [InlineData(1, "\"index\":0", "\"index\":1", "one choice, 0")]
    [InlineData(1, "\"finish_reason\":null", "\"finish\":null", "is missing")]
    [InlineData(2, "\"choices\"", "\"usage\":{},\"choices\"", "event of their own")]
    [InlineData(3, "\"index\":0,\"id\"", "\"index\":1,\"id\"", "comes before call 0")]
    [InlineData(3, "\"id\":\"a\"", "\"id\":\"\"", "id of its own")]
    [InlineData(3, "\"name\":\"f\"", "\"name\":\"\"", "has a name")]
    [InlineData(3, "\"type\":\"function\"", "\"type\":\"f\"", "type function")]
    [InlineData(4, "\"function\":{", "\"id\":\"a\",\"function\":{", "Only the first fragment")]
    [InlineData(5, "tool_calls", "stop", "finishes for tool_calls")]
    [InlineData(5, "tool_calls", "tool_use", "no reason tool_use")]
    [InlineData(6, "\"total_tokens\":5", "\"total_tokens\":6", "total is a sum")]
    public void A_wrong_word_is_found(int event_, string word, string wrong, string rule)
    {
        string[] events = [.. Valid];
        Assert.Contains(word, events[event_], StringComparison.Ordinal);
        events[event_] = events[event_].Replace(word, wrong, StringComparison.Ordinal);
        Breaks(rule, events);
    }

    [Fact]
    public void Counts_that_nobody_asked_for_are_found() =>
        Assert.Contains(
            "else never",
            Assert.Throws<GrammarException>(() => ChatGrammar.Read(Bytes(Valid), usage: false)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Events_have_no_name() =>
        Assert.Throws<GrammarException>(() => ChatGrammar.Read("event: x\ndata: [DONE]\n\n"u8, usage: false));

    private static void Breaks(string rule, string[] events) =>
        Assert.Contains(
            rule,
            Assert.Throws<GrammarException>(() => ChatGrammar.Read(Bytes(events), usage: true)).Message,
            StringComparison.Ordinal
        );

    private static byte[] Bytes(string[] events) =>
        Encoding.UTF8.GetBytes(string.Concat(events.Select(each => $"data: {each}\n\n")));
}
