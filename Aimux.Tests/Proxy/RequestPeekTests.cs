using System.Text;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class RequestPeekTests
{
    [Theory]
    [InlineData("""{"model":"demo"}""", "demo", "\"demo\"")]
    [InlineData("""  { "messages" : [] , "model" : "demo" , "n":1 }  """, "demo", "\"demo\"")]
    [InlineData(
        """{"model":"a\"b\\c\/d"}""",
        "a\"b\\c/d",
        """
            "a\"b\\c\/d"
            """
    )]
    [InlineData(
        """{"model":"\u00e9\ud83d\ude00"}""",
        "é😀",
        """
            "\u00e9\ud83d\ude00"
            """
    )]
    [InlineData("""{"x":"é😀","model":"模型/é"}""", "模型/é", "\"模型/é\"")]
    [InlineData("""{"m\u006fdel":"demo"}""", "demo", "\"demo\"")]
    [InlineData("""{"messages":[{"model":"inner"}],"o":{"model":"inner"},"model":"demo"}""", "demo", "\"demo\"")]
    public void The_model_is_found_and_its_value_stands_where_it_says(string body, string model, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var peek = RequestPeek.Read(bytes);
        Assert.Equal(model, peek.Model);
        Assert.Equal(value, Encoding.UTF8.GetString(bytes.AsSpan(peek.ModelValue)));
    }

    [Theory]
    [InlineData("""{"model":"m"}""", false)]
    [InlineData("""{"model":"m","stream":true}""", true)]
    [InlineData("""{"stream":true,"model":"m"}""", true)]
    [InlineData("""{"model":"m","stream":false}""", false)]
    [InlineData("""{"model":"m","stream":null}""", false)]
    [InlineData("""{"model":"m","Stream":true}""", false)]
    [InlineData("""{"model":"m","metadata":{"stream":true}}""", false)]
    public void Only_a_true_stream_is_one(string body, bool streaming) => Assert.Equal(streaming, Read(body).Streaming);

    [Theory]
    [InlineData("""{"model":"m"}""", null)]
    [InlineData("""{"model":"m","max_tokens":7}""", 7)]
    [InlineData("""{"max_completion_tokens":9,"model":"m"}""", 9)]
    [InlineData("""{"model":"m","max_tokens":70,"max_completion_tokens":9}""", 70)]
    [InlineData("""{"model":"m","max_tokens":9,"max_completion_tokens":70}""", 70)]
    [InlineData("""{"model":"m","max_tokens":null}""", null)]
    [InlineData("""{"model":"m","max_tokens":-1}""", null)]
    [InlineData("""{"model":"m","max_tokens":1.5}""", null)]
    [InlineData("""{"model":"m","max_tokens":99999999999}""", null)]
    [InlineData("""{"model":"m","max_tokens":"7"}""", null)]
    [InlineData("""{"model":"m","max_tokens":{"max_tokens":7},"stream":true}""", null)]
    [InlineData("""{"model":"m","max_tokens":0}""", 0)]
    public void The_bound_of_the_answer_is_the_larger_of_two_names_and_never_refused(string body, int? tokens)
    {
        Assert.Equal(tokens, Read(body).OutputTokens);
    }

    [Fact]
    public void Tokens_are_estimated_by_the_length_of_the_body_and_the_bound_of_the_answer()
    {
        const string model = """{"model":"m"}""";
        Assert.Equal(model.Length / 4 + 1_024, Read(model).EstimatedTokens);
        const string bounded = """{"model":"m","max_tokens":7}""";
        Assert.Equal(bounded.Length / 4 + 7, Read(bounded).EstimatedTokens);
        Assert.Equal(7, Read("""{"model":"m","max_tokens":0}""").EstimatedTokens);
        Assert.Equal(int.MaxValue, Read("""{"model":"m","max_tokens":2147483647}""").EstimatedTokens);
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "The parameter 'model' is required.")]
    [InlineData("{}", "The parameter 'model' is required.")]
    [InlineData("""{"Model":"m"}""", "The parameter 'model' is required.")]
    [InlineData("""{"model":"a","model":"a"}""", "The parameter 'model' is given twice.")]
    [InlineData("""{"model":"a","x":1,"mode\u006c":"b"}""", "The parameter 'model' is given twice.")]
    [InlineData("""{"model":null}""", "The parameter 'model' must be a string, not null.")]
    [InlineData("""{"model":5}""", "The parameter 'model' must be a string, not a number.")]
    [InlineData("""{"model":true}""", "The parameter 'model' must be a string, not a boolean.")]
    [InlineData("""{"model":{"a":1}}""", "The parameter 'model' must be a string, not an object.")]
    [InlineData("""{"model":["m"]}""", "The parameter 'model' must be a string, not an array.")]
    [InlineData("""{"model":""}""", "The parameter 'model' must be 1 to 512 bytes long, not 0.")]
    [InlineData("""{"model":"\ud800"}""", "The parameter 'model' is not valid UTF-8.")]
    public void A_mistake_of_the_model_is_told_by_name(string body, string message)
    {
        var mistake = Refused(Encoding.UTF8.GetBytes(body));
        Assert.Equal(message, mistake.Message);
        Assert.Equal("model", mistake.Parameter);
    }

    [Fact]
    public void A_model_of_more_than_512_bytes_is_refused()
    {
        Assert.Equal(512, Read($$"""{"model":"{{new string('m', 512)}}"}""").Model.Length);
        var mistake = Refused(Encoding.UTF8.GetBytes($$"""{"model":"{{new string('m', 513)}}"}"""));
        Assert.Equal("The parameter 'model' must be 1 to 512 bytes long, not 513.", mistake.Message);
    }

    [Theory]
    [InlineData("1", "a number")]
    [InlineData("\"true\"", "a string")]
    [InlineData("{}", "an object")]
    [InlineData("[true]", "an array")]
    public void A_stream_that_is_no_boolean_is_refused(string value, string found)
    {
        var mistake = Refused(Encoding.UTF8.GetBytes($$"""{"model":"m","stream":{{value}}}"""));
        Assert.Equal($"The parameter 'stream' must be true or false, not {found}.", mistake.Message);
        Assert.Equal("stream", mistake.Parameter);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"model\"")]
    [InlineData("null")]
    public void What_is_no_object_is_refused(string body)
    {
        Assert.Equal("The request body must be a JSON object.", Refused(Encoding.UTF8.GetBytes(body)).Message);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("   ", 1, 4)]
    [InlineData("hello", 1, 1)]
    [InlineData("{\"model\":\"m\"", 1, 13)]
    [InlineData("{\"model\":\"m\"} x", 1, 15)]
    [InlineData("{\"model\":\"m\"}{}", 1, 14)]
    [InlineData("{\n\"model\":\"m\",\n\"a\": x}", 3, 6)]
    [InlineData("{\"model\":\"m\",}", 1, 14)]
    [InlineData("{\"model\":\"m\" // no comments\n}", 1, 14)]
    [InlineData("{\"model\":\"a\nb\"}", 1, 12)]
    [InlineData("{'model':'m'}", 1, 2)]
    public void What_is_no_json_is_refused_with_its_place(string body, int line, int at)
    {
        var message = Refused(Encoding.UTF8.GetBytes(body)).Message;
        Assert.StartsWith(
            $"The request body is not valid JSON (line {line}, byte {at}): ",
            message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_refused_with_its_place()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"model\":\"m\"}"u8];
        Assert.Contains("(line 1, byte 1)", Refused(body).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_no_utf8_is_refused()
    {
        byte[] body = [.. "{\"model\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        Assert.Equal("The parameter 'model' is not valid UTF-8.", Refused(body).Message);
    }

    [Fact]
    public void Nesting_is_read_to_a_bound_and_refused_beyond_it()
    {
        static string Nested(int depth) =>
            $$"""{"a":{{new string('[', depth)}}{{new string(']', depth)}},"model":"m"}""";
        Assert.Equal("m", Read(Nested(500)).Model);
        Assert.StartsWith(
            "The request body is not valid JSON",
            Refused(Encoding.UTF8.GetBytes(Nested(600))).Message,
            StringComparison.Ordinal
        );
        Refused(Encoding.UTF8.GetBytes(new string('[', 1_000_000)));
    }

    [Fact]
    public void Whatever_the_bytes_the_answer_is_a_peek_or_a_refusal()
    {
        var piece = Gen.OneOf(
            Gen.Const("{"),
            Gen.Const("}"),
            Gen.Const("\"model\""),
            Gen.Const("\"stream\""),
            Gen.Const("\"max_tokens\""),
            Gen.Const(":"),
            Gen.Const(","),
            Gen.Const("\"m\""),
            Gen.Const("true"),
            Gen.Const("["),
            Gen.Const("]"),
            Gen.Const("7"),
            Gen.String
        );
        piece
            .Array[0, 12]
            .Sample(pieces =>
            {
                var body = Encoding.UTF8.GetBytes(string.Concat(pieces));
                try
                {
                    var peek = RequestPeek.Read(body);
                    Assert.NotEmpty(peek.Model);
                }
                catch (InvalidRequestException mistake)
                {
                    Assert.NotEmpty(mistake.Message);
                }
            });
    }

    [Theory]
    [InlineData("""{"model":"m","tools":[{"type":"function"}]}""", RequestNeeds.Tools)]
    [InlineData("""{"model":"m","tools":[]}""", RequestNeeds.None)]
    [InlineData("""{"model":"m","tools":null}""", RequestNeeds.None)]
    [InlineData(
        """{"model":"m","functions":[{"name":"f"}],"reasoning_effort":"high"}""",
        RequestNeeds.Tools | RequestNeeds.Reasoning
    )]
    [InlineData("""{"model":"m","reasoning_effort":"none"}""", RequestNeeds.None)]
    [InlineData("""{"model":"m","reasoning":{"effort":"low"}}""", RequestNeeds.Reasoning)]
    [InlineData("""{"model":"m","thinking":{"type":"enabled","budget":{"a":[1]}}}""", RequestNeeds.Reasoning)]
    [InlineData("""{"model":"m","thinking":{"type":"disabled"}}""", RequestNeeds.None)]
    [InlineData("""{"model":"m","thinking":7}""", RequestNeeds.None)]
    public void What_it_needs_is_what_it_brings_and_asks_for(string body, RequestNeeds needs) =>
        Assert.Equal(needs, Read(body).Needs);

    [Fact]
    public void A_conversation_is_known_by_how_it_began()
    {
        const string first =
            """{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"one"}]}""";
        const string second =
            """{"stream":true,"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"one"},{"role":"assistant","content":"a"},{"role":"user","content":"two"}]}""";
        const string other =
            """{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"uno"}]}""";
        Assert.NotEqual(0ul, Read(first).Conversation);
        Assert.Equal(Read(first).Conversation, Read(second).Conversation);
        Assert.NotEqual(Read(first).Conversation, Read(other).Conversation);
        Assert.Equal(0ul, Read("""{"model":"m","messages":[{"role":"system","content":"s"}]}""").Conversation);
        Assert.Equal(0ul, Read("""{"model":"m","messages":"none"}""").Conversation);

        const string hinted = """{"model":"m","prompt_cache_key":"k","messages":[{"role":"user","content":"x"}]}""";
        const string hintedLater =
            """{"messages":[{"role":"user","content":"y"}],"prompt_cache_key":"k","model":"m"}""";
        Assert.Equal(Read(hinted).Conversation, Read(hintedLater).Conversation);
    }

    private static RequestPeek Read(string body) => RequestPeek.Read(Encoding.UTF8.GetBytes(body));

    private static InvalidRequestException Refused(byte[] body) =>
        Assert.Throws<InvalidRequestException>(() => RequestPeek.Read(body));
}
