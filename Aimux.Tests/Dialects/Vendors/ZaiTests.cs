using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class ZaiTests
{
    [Theory]
    [InlineData("glm-5.2", "none", "disabled")]
    [InlineData("glm-5.3-flash", "minimal", "disabled")]
    [InlineData("glm-5.3[1m]", "low", "enabled")]
    [InlineData("zai-org/GLM-5.10", "medium", "enabled")]
    [InlineData("glm-6", "high", "enabled")]
    [InlineData("something-new", "xhigh", "enabled")]
    public void The_newest_take_an_effort_beside_the_switch(string model, string effort, string type) =>
        Assert.Equal(
            $$$"""{"reasoning_effort":"{{{effort}}}","thinking":{"type":"{{{type}}}"}}""",
            Fixed.Chat("zai", model, $$$"""{"reasoning_effort":"{{{effort}}}"}""")
        );

    [Theory]
    [InlineData("glm-4.5-air", "none", "disabled")]
    [InlineData("glm-4.7", "high", "enabled")]
    [InlineData("glm-5", "low", "enabled")]
    [InlineData("glm-5.1", "medium", "enabled")]
    [InlineData("glm-5v-turbo", "minimal", "disabled")]
    public void Those_before_have_the_switch_alone(string model, string effort, string type) =>
        Assert.Equal(
            $$$"""{"thinking":{"type":"{{{type}}}"}}""",
            Fixed.Chat("zai-coding", model, $$$"""{"reasoning_effort":"{{{effort}}}"}""")
        );

    [Theory]
    [InlineData("glm-4-32b-0414-128k")]
    [InlineData("glm-4v")]
    [InlineData("charglm-4")]
    public void Those_that_do_not_think_have_no_switch(string model) =>
        Assert.Equal("", Fixed.Changes("zai", model, """{"reasoning_effort":"high","reasoning":{"effort":"high"}}"""));

    [Theory]
    [InlineData("""{"effort":"none"}""", """{"reasoning_effort":"none","thinking":{"type":"disabled"}}""")]
    [InlineData(
        """{"effort":"high","summary":"auto"}""",
        """{"reasoning_effort":"high","thinking":{"type":"enabled"}}"""
    )]
    [InlineData("""{"enabled":true}""", """{"thinking":{"type":"enabled"}}""")]
    [InlineData("""{"enabled":false}""", """{"thinking":{"type":"disabled"}}""")]
    [InlineData(
        """{"enabled":false,"effort":"high"}""",
        """{"reasoning_effort":"high","thinking":{"type":"disabled"}}"""
    )]
    [InlineData("""{"effort":null}""", "{}")]
    public void Reasoning_as_openrouter_asks_for_it_is_understood(string reasoning, string taken) =>
        Assert.Equal(taken, Fixed.Chat("zai", "glm-5.3", $$"""{"reasoning":{{reasoning}}}"""));

    [Fact]
    public void Reasoning_beside_an_effort_is_dropped() =>
        Assert.Equal(
            """{"reasoning_effort":"none","thinking":{"type":"disabled"}}""",
            Fixed.Chat("zai", "glm-5.3", """{"reasoning":{"effort":"high"},"reasoning_effort":"none"}""")
        );

    [Theory]
    [InlineData("""{"reasoning_effort":"deep"}""")]
    [InlineData("""{"reasoning_effort":"high","thinking":{"type":"disabled","clear_thinking":false}}""")]
    [InlineData("""{"reasoning_effort":null}""")]
    [InlineData("""{"reasoning_effort":3}""")]
    [InlineData("""{"reasoning":"high"}""")]
    public void Unknown_efforts_and_the_callers_own_switch_are_left_alone(string body) =>
        Assert.Equal(body, Fixed.Chat("zai", "glm-5.3", body));

    [Theory]
    [InlineData("""{"stop":["a","b"]}""", """{"stop":["a"]}""")]
    [InlineData("""{"stop": [ "a\"," , "b" , 3 ] }""", """{"stop": ["a\","] }""")]
    [InlineData("""{"stop":["a"]}""", """{"stop":["a"]}""")]
    [InlineData("""{"stop":"a"}""", """{"stop":"a"}""")]
    [InlineData("""{"stop":[]}""", """{"stop":[]}""")]
    [InlineData("""{"temperature":1.5}""", """{"temperature":1}""")]
    [InlineData("""{"temperature":-1}""", """{"temperature":0}""")]
    [InlineData("""{"temperature":1.0,"top_p":1}""", """{"temperature":1.0,"top_p":1}""")]
    [InlineData("""{"temperature":null,"top_p":"x"}""", """{"temperature":null,"top_p":"x"}""")]
    [InlineData("""{"top_p":0}""", """{"top_p":0.01}""")]
    [InlineData("""{"top_p":2e0}""", """{"top_p":1}""")]
    [InlineData("""{"max_completion_tokens":7}""", """{"max_tokens":7}""")]
    [InlineData("""{"user":"12345"}""", """{"user":"12345"}""")]
    [InlineData("""{"user":"123456"}""", """{"user_id":"123456"}""")]
    [InlineData("""{"user":"\u0031\u0032\u0033\u0034\u0035"}""", """{"user":"\u0031\u0032\u0033\u0034\u0035"}""")]
    [InlineData("""{"user":7}""", """{"user":7}""")]
    [InlineData("""{"user":"123456","user_id":"abcdef"}""", """{"user_id":"abcdef"}""")]
    public void Values_are_kept_within_its_bounds(string body, string taken) =>
        Assert.Equal(taken, Fixed.Chat("zai", "glm-5.3", body));

    [Fact]
    public void A_user_may_have_128_characters_and_no_more()
    {
        var (longest, tooLong) = (
            $$"""{"user":"{{new string('ü', 128)}}"}""",
            $$"""{"user":"{{new string('u', 129)}}"}"""
        );
        Assert.Equal("user", Fixed.Changes("zai", "glm-5.3", longest));
        Assert.Equal("", Fixed.Changes("zai", "glm-5.3", tooLong));
    }

    [Theory]
    [InlineData("""{"type":"json_schema","json_schema":{"schema":{}}}""", """{"type":"json_object"}""")]
    [InlineData("""{"type":"json_object"}""", """{"type":"json_object"}""")]
    [InlineData("""{"type":"text"}""", """{"type":"text"}""")]
    [InlineData("""{"type":"other"}""", """{"type":"other"}""")]
    [InlineData("null", "null")]
    public void A_schema_becomes_json_of_any_shape(string format, string taken) =>
        Assert.Equal(
            $$"""{"response_format":{{taken}}}""",
            Fixed.Chat("zai", "glm-5.3", $$"""{"response_format":{{format}}}""")
        );

    [Theory]
    [InlineData(""" "auto" """, """{"tools":[{}],"tool_choice": "auto" }""")]
    [InlineData("null", """{"tools":[{}],"tool_choice":null}""")]
    [InlineData(""" "required" """, """{"tools":[{}] }""")]
    [InlineData("""{"type":"function","function":{"name":"f"}}""", """{"tools":[{}]}""")]
    [InlineData(""" "none" """, "{ }")]
    public void Tools_are_chosen_by_the_model_or_not_there(string choice, string taken) =>
        Assert.Equal(taken, Fixed.Chat("zai", "glm-5.3", $$"""{"tools":[{}],"tool_choice":{{choice}}}"""));

    [Theory]
    [InlineData("glm-5.3", """{"stream":true,"tools":[{}]}""", """{"stream":true,"tools":[{}],"tool_stream":true}""")]
    [InlineData("glm-4.5", """{"stream":true,"tools":[{}]}""", """{"stream":true,"tools":[{}]}""")]
    [InlineData("glm-5.3", """{"stream":false,"tools":[{}]}""", """{"stream":false,"tools":[{}]}""")]
    [InlineData("glm-5.3", """{"stream":true,"tools":[]}""", """{"stream":true,"tools":[]}""")]
    [InlineData("glm-5.3", """{"stream":true}""", """{"stream":true}""")]
    [InlineData("glm-5.3", """{"stream":true,"tools":[{}],"tool_choice":"none"}""", """{"stream":true}""")]
    [InlineData(
        "glm-5.3",
        """{"tool_stream":false,"stream":true,"tools":[{}]}""",
        """{"tool_stream":false,"stream":true,"tools":[{}]}"""
    )]
    public void Calls_are_streamed_where_anything_is(string model, string body, string taken) =>
        Assert.Equal(taken, Fixed.Chat("zai", model, body));

    [Fact]
    public void Who_sets_up_is_the_system() =>
        Assert.Equal(
            """{"role":"system","content":"developer"}""",
            Fixed.Message("zai-china", "glm-5.3", """{"role":"developer","content":"developer"}""")
        );

    [Fact]
    public void What_is_not_known_to_fail_is_left_alone() =>
        Assert.Equal(
            "",
            Fixed.Changes(
                "zai",
                "glm-5.3",
                """{"parallel_tool_calls":true,"store":true,"metadata":{},"verbosity":"low","prompt_cache_key":"k","do_sample":true}"""
            )
        );

    [Fact]
    public void Many_changes_leave_the_rest_byte_for_byte() =>
        Assert.Equal(
            """
            { "a" : 1.0,
              "max_tokens":  9 , "temperature":1 ,
              "messages": [ {"content" : "\u00e4", "role":"system"} , 7, {"role":"user"} ] , "x" : [ 1 , 2 ],"thinking":{"type":"enabled"} }
            """,
            Fixed.Chat(
                "zai",
                "glm-4.7",
                """
                { "a" : 1.0,
                  "max_completion_tokens":  9 , "temperature":3 ,
                  "messages": [ {"content" : "\u00e4", "role":"developer"} , 7, {"role":"user"} ] , "x" : [ 1 , 2 ], "reasoning_effort": "high" }
                """
            )
        );
}
