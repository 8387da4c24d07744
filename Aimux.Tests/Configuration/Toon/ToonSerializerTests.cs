using System.Buffers;
using System.Text;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class ToonSerializerTests
{
    [Fact]
    public void A_type_is_written_and_read()
    {
        var value = new ToonSample
        {
            Name = "one",
            Port = 8080,
            Share = 0.5,
            Enabled = true,
            Tags = ["a", "b c"],
            Counts = new() { ["x"] = 1, ["y z"] = 2 },
            Rows = [new("r1", 1), new("r2", 2)],
            Inner = new("in", 3),
        };
        var to = new ArrayBufferWriter<byte>();
        ToonSerializer.Serialize(to, value, ToonSampleContext.Default.ToonSample);

        Assert.Equal(
            """
            name: one
            port: 8080
            share: 0.5
            enabled: true
            tags[2]: a,b c
            counts:
              x: 1
              "y z": 2
            rows[2]{id,value}:
              r1,1
              r2,2
            inner:
              id: in
              value: 3
            """,
            Encoding.UTF8.GetString(to.WrittenSpan)
        );
        Assert.Equivalent(value, Read(Encoding.UTF8.GetString(to.WrittenSpan)), strict: true);
    }

    [Theory]
    [InlineData("name: one\nport: many\n", 2, 7, "$.port", "the text 'many'")]
    [InlineData("port: 1.5\n", 1, 7, "$.port", "1.5")]
    [InlineData("name: 12\n", 1, 7, "$.name", "12")]
    [InlineData("name: null\n", 1, 7, "$.name", "null")]
    [InlineData("enabled: 1\n", 1, 10, "$.enabled", "1")]
    [InlineData("port:\n  a: 1\n", 1, 1, "$.port", "an object")]
    [InlineData("port[1]: 1\n", 1, 1, "$.port", "an array")]
    [InlineData("rows[2]{id,value}:\n  a,1\n  b,é x\n", 3, 5, "$.rows[1].value", "the text 'é x'")]
    [InlineData("rows[2]{value,id}:\n  é,a\n  2,b\n", 2, 3, "$.rows[0].value", "the text 'é'")]
    [InlineData("counts:\n  a: 1\n  \"b c\": x\n", 3, 10, "$.counts[\"b c\"]", "the text 'x'")]
    [InlineData("counts:\n  a.b: x\n", 2, 8, "$.counts[\"a.b\"]", "the text 'x'")]
    [InlineData("tags[3]: a,2,b\n", 1, 12, "$.tags[1]", "2")]
    [InlineData("inner:\n  id: a\n  value: b\n", 3, 10, "$.inner.value", "the text 'b'")]
    public void A_value_of_another_type_is_found_where_it_stands(
        string text,
        int line,
        int column,
        string path,
        string found
    )
    {
        var error = Fails(text);

        Assert.Equal(
            (ToonErrorCode.TypeMismatch, line, column, path),
            (error.Code, error.Line, error.Column, error.Path)
        );
        Assert.StartsWith($"Found {found}, which does not fit here: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_behind_a_value_is_told_as_such()
    {
        var error = Fails("port: 8080 # mine\n");

        Assert.Equal((1, 7), (error.Line, error.Column));
        Assert.EndsWith(
            "TOON has no comments behind a value; put the comment on a line of its own.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("comment", Fails("port: \"8080\"\n").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("port: made-up-key-7f3a91c2\n")]
    [InlineData("enabled: made-up-key-7f3a91c2 # mine\n")]
    [InlineData("made-up-key-7f3a91c2: 1\n")]
    [InlineData("rows[1]{id,value}:\n  a,made-up-key-7f3a91c2\n")]
    [InlineData("port: 73910291827364\n")]
    [InlineData("rows[1]{made-up-key-7f3a91c2,made-up-key-7f3a91c2}:\n  a,b\n")]
    [InlineData("rows[1]{made-up-key-7f3a91c2,value}:\n  a\n")]
    [InlineData("a: 1\nmade-up-key-7f3a91c2: 1\nmade-up-key-7f3a91c2: 1\n")]
    [InlineData("a: \"made-up-key-7f3a91c2\n")]
    public void No_content_is_quoted_where_it_may_be_secret(string text)
    {
        var error = Fails(text, new ToonDecodeOptions { QuoteContent = false });

        Assert.DoesNotContain("7f3a91c2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("73910291827364", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a91c2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_shown_in_part()
    {
        var error = Fails($"port: {new string('x', 5000)}\n");

        Assert.True(error.Message.Length < 400, error.Message);
    }

    [Fact]
    public void A_text_with_a_mistake_of_its_own_is_refused_as_such() =>
        Assert.Equal((ToonErrorCode.CountMismatch, 1, 6), Place(Fails("tags[3]: a\n")));

    private static (ToonErrorCode, int, int) Place(ToonError error) => (error.Code, error.Line, error.Column);

    private static ToonSample? Read(string text, ToonDecodeOptions? options = null) =>
        ToonSerializer.Deserialize(Encoding.UTF8.GetBytes(text), ToonSampleContext.Default.ToonSample, options);

    private static ToonError Fails(string text, ToonDecodeOptions? options = null) =>
        Assert.Throws<ToonException>(() => Read(text, options)).Error;
}
