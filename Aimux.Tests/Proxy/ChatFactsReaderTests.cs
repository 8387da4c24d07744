using System.Text;
using System.Text.Json;
using Aimux.Silo.Proxy;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class ChatFactsReaderTests
{
    [Theory]
    [InlineData("""{"role":"assistant"}""", false)]
    [InlineData("""{"role":"assistant","content":""}""", false)]
    [InlineData("""{"role":"assistant","content":null,"refusal":null,"tool_calls":[],"audio":{}}""", false)]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    [InlineData("\"text\"", false)]
    [InlineData("""{"content":"Hi"}""", true)]
    [InlineData("""{"content":" "}""", true)]
    [InlineData("""{"role":"assistant","content":[{"type":"text","text":""}]}""", true)]
    [InlineData("""{"reasoning_content":"hm"}""", true)]
    [InlineData("""{"reasoning":"hm","role":"assistant"}""", true)]
    [InlineData("""{"refusal":"no"}""", true)]
    [InlineData("""{"tool_calls":[{"index":0,"function":{"arguments":""}}]}""", true)]
    [InlineData("""{"function_call":{"name":"f"}}""", true)]
    [InlineData("""{"content":null,"reasoning_details":[[{}]],"role":"x"}""", true)]
    public void Content_is_whatever_says_more_than_who_speaks(string message, bool content)
    {
        Assert.Equal(content, Read($$$"""{"choices":[{"index":0,"delta":{{{message}}}}]}""").HasContent);
        Assert.Equal(content, Read($$$"""{"choices":[{"message":{{{message}}},"index":0}]}""").HasContent);
    }

    [Fact]
    public void Text_of_the_older_protocol_is_content()
    {
        Assert.True(Read("""{"choices":[{"text":"Hi"}]}""").HasContent);
        Assert.False(Read("""{"choices":[{"text":""}]}""").HasContent);
    }

    [Fact]
    public void Any_choice_may_hold_the_content_or_the_finish()
    {
        var facts = Read(
            """{"choices":[{"delta":{}},7,null,[1],{"delta":{"content":"x"}},{"finish_reason":"stop","delta":{}}]}"""
        );
        Assert.True(facts.HasContent);
        Assert.True(facts.HasFinish);
    }

    [Fact]
    public void A_word_deeper_down_is_no_fact()
    {
        var facts = Read(
            """{"x":{"error":{"a":1},"usage":{"prompt_tokens":1},"choices":[1]},"choices":[{"x":{"finish_reason":"stop","delta":{"content":"x"}}}]}"""
        );
        Assert.Equal(new ChatFacts(false, false, true, false, null, 0), facts);
    }

    [Theory]
    [InlineData("\"stop\"", true)]
    [InlineData("\"length\"", true)]
    [InlineData("null", false)]
    [InlineData("\"\"", false)]
    public void A_finish_is_a_reason_that_says_something(string reason, bool finish)
    {
        Assert.Equal(finish, Read($$$"""{"choices":[{"finish_reason":{{{reason}}},"delta":{}}]}""").HasFinish);
    }

    [Theory]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("{}", false)]
    [InlineData("\"x\"", false)]
    [InlineData("[{}]", true)]
    public void Choices_are_a_list_that_is_not_empty(string choices, bool expected)
    {
        Assert.Equal(expected, Read($$$"""{"choices":{{{choices}}}}""").HasChoices);
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("false", false)]
    [InlineData("\"\"", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("\"overloaded\"", true)]
    [InlineData("true", true)]
    [InlineData("500", true)]
    [InlineData("""{"message":null}""", true)]
    [InlineData("""{"message":"no","nested":{"a":[1,{"b":2}]}}""", true)]
    [InlineData("""["no"]""", true)]
    public void An_error_is_one_only_if_it_says_something(string error, bool expected)
    {
        var facts = Read($$$"""{"error":{{{error}}},"choices":[{}]}""");
        Assert.Equal(expected, facts.HasError);

        // What follows the error is read all the same.
        Assert.True(facts.HasChoices);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}""", 3, 4)]
    [InlineData("""{"completion_tokens":4,"prompt_tokens_details":{"prompt_tokens":99},"prompt_tokens":3}""", 3, 4)]
    [InlineData("""{"prompt_tokens":3}""", 3, 0)]
    [InlineData("""{"completion_tokens":4,"prompt_tokens":null}""", 0, 4)]
    [InlineData("""{"prompt_tokens":-3,"completion_tokens":2147483647}""", 0, 1073741823)]
    [InlineData("""{"prompt_tokens":"5","completion_tokens":[5],"x":{}}""", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("null", null, null)]
    [InlineData("7", null, null)]
    [InlineData("[{}]", null, null)]
    public void Usage_is_what_the_provider_counted(string usage, int? input, int? output)
    {
        var facts = Read($$$"""{"usage":{{{usage}}},"choices":[{}]}""");
        Assert.Equal(input is null ? null : new Usage(input.Value, output!.Value), facts.Usage);
        Assert.True(facts.HasChoices);
    }

    [Fact]
    public void A_sum_of_tokens_does_not_overflow()
    {
        var usage = Read("""{"usage":{"prompt_tokens":2147483647,"completion_tokens":2147483647}}""").Usage;
        Assert.True(usage!.Value.Total > 2_000_000_000);
    }

    [Fact]
    public void Nothing_said_is_nothing_found()
    {
        Assert.Equal(new ChatFacts(false, false, false, false, null, 0), Read("{}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData("""{"choices":[{"delta":{"content":"x"}}]""")]
    [InlineData("""{"choices":[{"delta":{"content":"x"}""")]
    [InlineData("""{"choices":[]} trailing""")]
    [InlineData("""{"error":{"message":"x"}""")]
    public void What_is_no_whole_object_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => Read(json));
    }

    private static ChatFacts Read(string json) => ChatFactsReader.Read(Encoding.UTF8.GetBytes(json));
}
