using System.Text;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

/// <summary>However a provider cuts its tool calls, each is told once and none of its arguments is lost.</summary>
public sealed class ChatCallsTests
{
    [Fact]
    public void Id_and_name_come_in_the_first_fragment() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {\\\"x\\\":", "arguments 0 1}"],
            Told(
                """{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}""",
                """{"index":0,"function":{"arguments":"{\"x\":"}}""",
                """{"index":0,"function":{"arguments":"1}"}}"""
            )
        );

    [Fact]
    public void Arguments_of_the_first_fragment_are_not_lost() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {", "arguments 0 }"],
            Told(
                """{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}""",
                """{"index":0,"function":{"arguments":"}"}}"""
            )
        );

    [Fact]
    public void Calls_may_alternate() =>
        Assert.Equal(
            ["call 0 a f", "call 1 b g", "arguments 0 {", "arguments 1 [", "arguments 0 }", "arguments 1 ]"],
            Told(
                """{"index":0,"id":"a","function":{"name":"f"}},{"index":1,"id":"b","function":{"name":"g"}}""",
                """{"index":0,"function":{"arguments":"{"}},{"index":1,"function":{"arguments":"["}}""",
                """{"index":0,"function":{"arguments":"}"}}""",
                """{"index":1,"function":{"arguments":"]"}}"""
            )
        );

    [Fact]
    public void Numbers_are_given_in_the_order_in_which_calls_begin() =>
        Assert.Equal(
            ["call 0 b g", "call 1 a f"],
            Told("""{"index":5,"id":"b","function":{"name":"g"}}""", """{"index":2,"id":"a","function":{"name":"f"}}""")
        );

    [Fact]
    public void A_missing_index_continues_the_last_call_and_a_new_id_begins_another() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {", "arguments 0 }", "call 1 b f", "arguments 1 {}"],
            Told(
                """{"id":"a","function":{"name":"f","arguments":"{"}}""",
                """{"function":{"arguments":"}"}}""",
                """{"id":"b","function":{"name":"f","arguments":"{}"}}"""
            )
        );

    [Fact]
    public void Whole_calls_without_index_and_id_are_two() =>
        Assert.Equal(
            ["call 0  f", "arguments 0 {}", "call 1  f", "arguments 1 {}"],
            Told("""{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"f","arguments":"{}"}}""")
        );

    [Fact]
    public void A_repeated_id_and_name_begin_nothing() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {", "arguments 0 }", "arguments 0 .", "call 1 b g"],
            Told(
                """{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}""",
                """{"index":0,"id":"a","function":{"name":"f","arguments":"}"}}""",
                """{"id":"a","function":{"name":"f","arguments":"."}}""",
                """{"id":"b","function":{"name":"g"}}"""
            )
        );

    [Fact]
    public void Another_id_in_every_fragment_begins_nothing() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {", "arguments 0 }"],
            Told(
                """{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}""",
                """{"index":0,"id":"b","function":{"name":null,"arguments":"}"}}"""
            )
        );

    [Fact]
    public void Another_id_in_every_fragment_begins_nothing_without_an_index_either() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {", "arguments 0 }"],
            Told(
                """{"id":"a","function":{"name":"f","arguments":"{"}}""",
                """{"id":"b","function":{"arguments":"}"}}"""
            )
        );

    [Fact]
    public void A_name_may_come_late_without_an_index_too() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {}", "call 1 b g"],
            Told(
                """{"id":"a"}""",
                """{"function":{"name":"f"}}""",
                """{"function":{"arguments":"{}"}}""",
                """{"id":"b"}""",
                """{"function":{"name":"g"}}"""
            )
        );

    [Fact]
    public void Calls_that_share_an_index_are_two() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {}", "call 1 b g", "arguments 1 {", "arguments 1 }"],
            Told(
                """{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}""",
                """{"index":0,"id":"b","function":{"name":"g","arguments":"{"}}""",
                """{"index":0,"function":{"arguments":"}"}}"""
            )
        );

    [Fact]
    public void Calls_that_share_an_index_and_have_no_id_are_two() =>
        Assert.Equal(
            [
                "call 0  f",
                "arguments 0 {}",
                "call 1  f",
                "arguments 1 {}",
                "call 2  g",
                "arguments 2 {",
                "arguments 2 }",
            ],
            Told(
                """{"index":0,"id":"","function":{"name":"f","arguments":"{}"}},{"index":0,"id":"","function":{"name":"f","arguments":"{}"}}""",
                """{"index":0,"id":"","function":{"name":"g","arguments":"{"}}""",
                """{"index":0,"id":"","function":{"name":"g","arguments":"}"}}"""
            )
        );

    [Fact]
    public void Calls_that_share_an_id_are_two_and_the_second_has_none() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {}", "call 1  f", "arguments 1 {}"],
            Told(
                """{"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"a","function":{"name":"f","arguments":"{}"}}"""
            )
        );

    [Fact]
    public void A_name_may_come_after_the_id_and_after_arguments() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {}"],
            Told(
                """{"index":0,"id":"a","type":"function"}""",
                """{"index":0,"function":{"arguments":"{"}}""",
                """{"index":0,"function":{"arguments":"}"}}""",
                """{"index":0,"function":{"name":"f"}}"""
            )
        );

    [Fact]
    public void An_id_may_come_after_the_name() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {}"],
            Told("""{"index":0,"function":{"name":"f"}}""", """{"index":0,"id":"a","function":{"arguments":"{}"}}""")
        );

    [Fact]
    public void A_call_that_never_gets_a_name_is_told_before_the_end() =>
        Assert.Equal(["call 0 a", "arguments 0 {}"], Told("""{"index":0,"id":"a","function":{"arguments":"{}"}}"""));

    [Fact]
    public void Arguments_may_be_an_object() =>
        Assert.Equal(
            ["call 0 a f", """arguments 0 {\"x\": \"q\\\"\\n\",\n\"y\":[1]}"""],
            Told(
                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":{\"x\": \"q\\\"\\n\",\n\"y\":[1]}}}"
            )
        );

    [Fact]
    public void An_empty_object_is_a_placeholder() =>
        Assert.Equal(
            ["call 0 a f", "arguments 0 {}"],
            Told(
                """{"index":0,"id":"a","function":{"name":"f","arguments":{}}}""",
                """{"index":0,"function":{"arguments":"{}"}}"""
            )
        );

    private static IEnumerable<string> Told(params string[] fragments)
    {
        var reader = new ChatEventReader();
        var heard = new Heard();
        foreach (var fragment in fragments)
        {
            reader.Read(
                Encoding.UTF8.GetBytes($$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{{{fragment}}}]}}]}"""),
                heard
            );
        }

        reader.Read("[DONE]"u8, heard);
        Assert.Equal("begin", heard.Lines[0]);
        Assert.Equal("end", heard.Lines[^1]);
        return heard.Lines[1..^1];
    }
}
