using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class ChatEventReaderTests
{
    private readonly ChatEventReader _reader = new();
    private readonly Heard _heard = new();

    [Fact]
    public void A_stream_is_told_part_by_part()
    {
        Read(
            """{"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"""
        );
        Read("""{"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"Hi \"you\"\n"}}],"usage":null}""");
        Read("""{"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        Read(
            """{"id":"c1","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}}"""
        );
        Assert.Equal(EventKind.End, Read("[DONE]"));

        Assert.Equal(["begin c1 m", """text Hi \"you\"\n""", "stop EndOfTurn", "usage 10 4  5 2", "end"], _heard.Lines);
    }

    [Fact]
    public void An_event_says_what_it_was()
    {
        Assert.Equal(EventKind.Silent, Read(""));
        Assert.Equal(EventKind.Silent, Read("{}"));
        // Azure's first event, which names neither answer nor model.
        Assert.Equal(EventKind.Silent, Read("""{"id":"","model":"","choices":[],"prompt_filter_results":[]}"""));
        Assert.Equal(EventKind.Told, Read(Delta("""{"role":"assistant"}""")));
        Assert.Equal(EventKind.Silent, Read(Delta("{}")));
        Assert.Equal(EventKind.Told, Read(Delta("""{"content":"a"}""")));
        Assert.Equal(EventKind.End, Read("[DONE]"));
        Assert.Equal(EventKind.Silent, Read(Delta("""{"content":"late"}""")));
        Assert.Equal(["begin c m", "text a", "end"], _heard.Lines);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no"}}""")]
    [InlineData("""{"error":"no"}""")]
    [InlineData(
        """{"id":"x","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"error"}],"error":{"code":502}}"""
    )]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"network_error"}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"error":{"code":1}}]}""")]
    [InlineData("""{"object":"error","message":"no","code":400}""")]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error"}}""")]
    [InlineData(
        """{"message":"Requests per minute limit exceeded","type":"too_many_requests_error","code":"request_quota_exceeded"}"""
    )]
    [InlineData("""{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"},"choices":null}""")]
    [InlineData("""{"code":401,"msg":"token expired","success":false}""")]
    public void An_error_is_told_to_nobody(string data)
    {
        Assert.Equal(EventKind.Error, Read(data));
        Assert.Empty(_heard.Lines);
    }

    [Theory]
    [InlineData("""{"error":null,"choices":[{"index":0,"delta":{"content":"a"}}]}""")]
    [InlineData("""{"error":{},"choices":[{"index":0,"delta":{"content":"a"}}]}""")]
    [InlineData("""{"base_resp":{"status_code":0},"choices":[{"index":0,"delta":{"content":"a"}}]}""")]
    [InlineData("""{"code":"","message":"","choices":[{"index":0,"delta":{"content":"a"}}]}""")]
    [InlineData("""{"code":200,"message":"ok","choices":[{"index":0,"delta":{"content":"a"}}]}""")]
    public void What_looks_like_an_error_and_is_none_is_told(string data) => Assert.Equal(EventKind.Told, Read(data));

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}]""")]
    [InlineData("""{"choices":[]} x""")]
    [InlineData("[1]")]
    [InlineData("oops")]
    [InlineData("")]
    public void Broken_json_tells_nothing(string data)
    {
        if (data.Length == 0)
        {
            Assert.Equal(EventKind.Silent, Read(data));
            return;
        }

        Assert.ThrowsAny<JsonException>(() => Read(data));
        Assert.Empty(_heard.Lines);
    }

    [Fact]
    public void Both_fields_of_thoughts_are_told_once()
    {
        Read(Delta("""{"reasoning":"why","reasoning_content":"why"}"""));
        Read(Delta("""{"reasoning":"a"}"""));
        Read(Delta("""{"reasoning_content":"b","reasoning":null}"""));
        Assert.Equal(["begin c m", "thought why", "thought a", "thought b"], _heard.Lines);
    }

    [Fact]
    public void Thoughts_come_before_text_and_text_before_calls_whatever_the_order_of_members()
    {
        Read(
            """{"choices":[{"finish_reason":"tool_calls","delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}],"content":"text","reasoning":"why"},"index":0}],"model":"m","id":"c"}"""
        );
        Assert.Equal(
            ["begin c m", "thought why", "text text", "call 0 a f", "arguments 0 {}", "stop ToolCalls"],
            _heard.Lines
        );
    }

    [Fact]
    public void Only_the_first_choice_is_told()
    {
        Read(
            """{"id":"c","model":"m","choices":[{"index":1,"delta":{"content":"no"},"finish_reason":"length"},{"delta":{"content":"yes"},"index":0}]}"""
        );
        Read("""{"id":"c","model":"m","choices":[{"index":1,"delta":{"content":"no"}}]}""");
        Assert.Equal(["begin c m", "text yes"], _heard.Lines);
    }

    [Fact]
    public void A_message_is_a_delta_unless_deltas_have_said_it()
    {
        Read("""{"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"a"}}]}""");
        Read("""{"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"b"}}]}""");
        Read(Delta("""{"content":"c"}"""));
        Read(
            """{"id":"c","model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"abc"}}]}"""
        );
        Assert.Equal(["begin c m", "text a", "text b", "text c", "stop EndOfTurn"], _heard.Lines);
    }

    [Fact]
    public void Content_may_be_parts()
    {
        Read(
            Delta(
                """{"content":[{"type":"thinking","thinking":[{"type":"text","text":"why"}]},{"type":"text","text":"a"},{"type":"text","text":"b"}]}"""
            )
        );
        Assert.Equal(["begin c m", "thought why", "text a", "text b"], _heard.Lines);
    }

    [Fact]
    public void A_refusal_is_told()
    {
        Read(Delta("""{"refusal":"I will not."}"""));
        Assert.Equal(["begin c m", "refusal I will not."], _heard.Lines);
    }

    [Theory]
    [InlineData("stop", "EndOfTurn")]
    [InlineData("STOP", "EndOfTurn")]
    [InlineData("length", "Length")]
    [InlineData("max_tokens", "Length")]
    [InlineData("model_context_window_exceeded", "Length")]
    [InlineData("tool_calls", "ToolCalls")]
    [InlineData("function_call", "ToolCalls")]
    [InlineData("content_filter", "Refusal")]
    [InlineData("sensitive", "Refusal")]
    [InlineData("something_new", "EndOfTurn")]
    public void Every_finish_reason_is_known(string word, string reason)
    {
        Read($$"""{"id":"c","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"{{word}}"}]}""");
        Assert.Equal(["begin c m", $"stop {reason}"], _heard.Lines);
    }

    [Theory]
    [InlineData("""{"usage":{"prompt_tokens":9,"completion_tokens":3,"prompt_cache_hit_tokens":5}}""", "usage 9 5  3")]
    [InlineData("""{"usage":{"prompt_tokens":9,"completion_tokens":3,"cached_tokens":5}}""", "usage 9 5  3")]
    [InlineData("""{"x_groq":{"usage":{"prompt_tokens":9,"completion_tokens":3}}}""", "usage 9   3")]
    [InlineData(
        """{"choices":[{"index":0,"delta":{},"usage":{"prompt_tokens":9,"completion_tokens":3}}]}""",
        "usage 9   3"
    )]
    [InlineData(
        """{"usage":{"prompt_tokens":9,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":2,"cache_write_tokens":1}}}""",
        "usage 9 2 1 3"
    )]
    [InlineData("""{"usage":{"prompt_tokens":-9,"completion_tokens":3.0}}""", "usage 0   3")]
    public void Counts_are_found_wherever_providers_put_them(string data, string told)
    {
        Assert.Equal(EventKind.Told, Read(data));
        Assert.Contains(told, _heard.Lines);
    }

    [Fact]
    public void A_stream_with_a_finish_reason_is_whole_without_its_end_mark()
    {
        Read(Delta("""{"content":"a"}"""));
        Assert.False(_reader.Close(_heard));
        Read("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        Assert.True(_reader.Close(_heard));
        Assert.True(_reader.Close(_heard));
        Assert.Single(_heard.Lines, "end");
    }

    [Fact]
    public void An_escaped_member_name_means_what_it_says()
    {
        Read("""{"ch\u006fices":[{"delta":{"c\u006fntent":"a","\ud800":1}}]}""");
        Assert.Equal(["begin", "text a"], _heard.Lines);
    }

    [Fact]
    public void Halves_of_a_surrogate_pair_are_told_as_they_came()
    {
        Read(Delta("""{"content":"\ud83d"}"""));
        Read(Delta("""{"content":"\ude00"}"""));
        Assert.Equal(["begin c m", "text \\ud83d", "text \\ude00"], _heard.Lines);
    }

    private EventKind Read(string data) => _reader.Read(Encoding.UTF8.GetBytes(data), _heard);

    private static string Delta(string delta) =>
        $$"""{"id":"c","model":"m","choices":[{"index":0,"delta":{{delta}}}]}""";
}
