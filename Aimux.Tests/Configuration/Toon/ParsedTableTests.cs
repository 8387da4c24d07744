using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

/// <summary>Tables of parsed rows are read in a way of their own, which must not show.</summary>
public sealed class ParsedTableTests
{
    [Theory]
    [InlineData("""{"t":[{"a":1,"b":"x"},{"a":null,"b":"y,z"}]}""", "t[2]{a,b}:\n  1,x\n  null,\"y,z\"")]
    [InlineData("""[{"a":"\ufeffx"},{"a":"\u00e9\n"}]""", "[2]{a}:\n  \uFEFFx\n  \"é\\n\"")]
    [InlineData("""{"t":[{"a b":true}]}""", "t[1]{\"a b\"}:\n  true")]
    [InlineData("""{"t":[{"a":1,"b":2},{"b":3,"a":4}]}""", "t[2]{a,b}:\n  1,2\n  4,3")]
    [InlineData("""{"t":[{"a":1},{"a":2,"b":3}]}""", "t[2]:\n  - a: 1\n  - a: 2\n    b: 3")]
    [InlineData("""{"t":[{"a":1},{"b":2}]}""", "t[2]:\n  - a: 1\n  - b: 2")]
    [InlineData("""{"t":[{"a":1},{"a":[]}]}""", "t[2]:\n  - a: 1\n  - a: []")]
    [InlineData("""{"t":[{"a":1},{"a":{"b":1}}]}""", "t[2]:\n  - a: 1\n  - a:\n      b: 1")]
    [InlineData("""{"t":[{"a":1},7]}""", "t[2]:\n  - a: 1\n  - 7")]
    [InlineData("""{"t":[{"a":1},{}]}""", "t[2]:\n  - a: 1\n  -")]
    [InlineData("""{"t":[[{"a":1}]]}""", "t[1]:\n  - [1]:\n    - a: 1")]
    [InlineData("""{"t":[{"n":[{"a":1}]}]}""", "t[1]:\n  - n[1]{a}:\n      1")]
    [InlineData("""{"o":{"t":[{"a":1}]},"p":{"t":[{"a":1}]}}""", "o:\n  t[1]{a}:\n    1\np:\n  t[1]{a}:\n    1")]
    public void It_is_written_as_any_other_way_of_reading_would_have_it(string json, string expected)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ToonCodec.EncodeJson(bytes, Encoding.UTF8.GetBytes(json));

        Assert.Equal(expected, ToonCodec.Encode(JsonNode.Parse(json)));
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    [Theory]
    [InlineData("""{"t":[{"a":1},{"a":"\ud800"}]}""", nameof(ToonErrorCode.LoneSurrogate), "$.t[…].a")]
    [InlineData("""{"t":[{"a":1},{"\ud800":2}]}""", nameof(ToonErrorCode.LoneSurrogate), "$.t[…][…]")]
    [InlineData("""{"t":[{"\ud800":2}]}""", nameof(ToonErrorCode.LoneSurrogate), "$.t[…][…]")]
    [InlineData("""{"t":[{"a":1},{"a":2,"a":3}]}""", nameof(ToonErrorCode.DuplicateKey), "$.t[…][…]")]
    [InlineData("""{"t":[{"a":1},{"a":1e9999999999}]}""", nameof(ToonErrorCode.LimitExceeded), "$.t[…].a")]
    public void A_mistake_in_a_row_is_found_where_it_stands(string json, string code, string path)
    {
        var error = Assert.Throws<ToonException>(() => ToonCodec.Encode(JsonNode.Parse(json))).Error;

        Assert.Equal((code, path), (error.Code.ToString(), error.Path));
    }

    [Fact]
    public void Its_rows_count_as_a_level()
    {
        const string table = """[{"a":1}]""";
        Assert.Equal("[1]{a}:\n  1", ToonCodec.Encode(JsonNode.Parse(table), new ToonEncodeOptions { MaxDepth = 2 }));

        var refused = Assert.Throws<ToonException>(() =>
            ToonCodec.Encode(JsonNode.Parse(table), new ToonEncodeOptions { MaxDepth = 1 })
        );
        Assert.Equal(ToonErrorCode.LimitExceeded, refused.Error.Code);
    }
}
