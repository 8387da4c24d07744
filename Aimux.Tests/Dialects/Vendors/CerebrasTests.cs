using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class CerebrasTests
{
    [Theory]
    [InlineData("""{"model":"m","reasoning":{"effort":"high"},"stream":true}""", """{"model":"m","stream":true}""")]
    [InlineData("""{"enable_thinking":true,"model":"m"}""", """{"model":"m"}""")]
    [InlineData("""{"model":"m","thinking":{"type":"enabled"}}""", """{"model":"m"}""")]
    [InlineData("""{ "prompt_cache_key" : "k" , "model":"m" }""", """{ "model":"m" }""")]
    [InlineData("""{"model":"m","verbosity":null,"store":false,"metadata":{}}""", """{"model":"m"}""")]
    [InlineData("""{"store":false,"metadata":{}}""", "{}")]
    [InlineData("""{"max_tokens":5}""", """{"max_completion_tokens":5}""")]
    [InlineData("""{"max_tokens":5,"max_completion_tokens":6}""", """{"max_completion_tokens":6}""")]
    [InlineData("""{"\u0073tore":1,"max\u005ftokens":5}""", """{"max_completion_tokens":5}""")]
    public void What_it_refuses_is_taken_away(string body, string taken) =>
        Assert.Equal(taken, Fixed.Chat("cerebras", "gpt-oss-120b", body));

    [Theory]
    [InlineData(
        """{"role":"assistant","reasoning_content":"a\n\"b\""}""",
        """{"role":"assistant","reasoning":"a\n\"b\""}"""
    )]
    [InlineData("""{"reasoning_content":"a","reasoning":"b"}""", """{"reasoning":"b"}""")]
    [InlineData("""{"reasoning_details":[{}],"role":"assistant"}""", """{"role":"assistant"}""")]
    public void Thoughts_go_back_under_its_own_name(string message, string taken) =>
        Assert.Equal(taken, Fixed.Message("cerebras", "gpt-oss-120b", message));

    [Theory]
    [InlineData("gpt-oss-120b", "max", "high")]
    [InlineData("gpt-oss-120b", "xhigh", "high")]
    [InlineData("gpt-oss-120b", "medium", "medium")]
    [InlineData("gpt-oss-120b", "minimal", "low")]
    [InlineData("gpt-oss-120b", "none", "low")]
    [InlineData("zai-glm-4.7", "none", "none")]
    public void An_effort_that_a_model_has_not_is_the_nearest_that_it_has(string model, string asked, string taken)
    {
        var body = $$"""{"reasoning_effort":"{{asked}}"}""";
        Assert.Equal($$"""{"reasoning_effort":"{{taken}}"}""", Fixed.Chat("cerebras", model, body));
    }

    [Fact]
    public void Glm_can_only_be_told_not_to_think() =>
        Assert.Equal("{}", Fixed.Chat("cerebras", "zai-glm-4.7", """{"reasoning_effort":"high"}"""));

    [Fact]
    public void What_some_models_refuse_is_learned_and_not_taken_away() =>
        Assert.Equal(
            "",
            Fixed.Changes(
                "cerebras",
                "zai-glm-4.7",
                """
                {"frequency_penalty":1,"presence_penalty":1,"logit_bias":{},"parallel_tool_calls":true,"service_tier":"auto",
                "seed":1}
                """
            )
        );

    [Fact]
    public void What_was_changed_is_told_once() =>
        Assert.Equal(
            "messages.reasoning_content store max_tokens",
            Fixed.Changes(
                "cerebras",
                "m",
                """{"max_tokens":1,"store":true,"messages":[{"reasoning_content":""},{"role":"user"},{"reasoning_content":""}]}"""
            )
        );
}
