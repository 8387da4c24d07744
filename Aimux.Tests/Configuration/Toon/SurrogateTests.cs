using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class SurrogateTests
{
    /// <summary>Made at run time: a literal would be replaced on its way into attributes.</summary>
    private static readonly string[] Halves =
    [
        $"{(char)0xD800}",
        $"{(char)0xDFFF}",
        $"a{(char)0xDBFF}",
        $"{(char)0xDC00}{(char)0xD800}",
        $"é{(char)0xD83D}b",
        $"😀{(char)0xDE00}",
    ];

    public static TheoryData<int> Cases { get; } = new(Enumerable.Range(0, Halves.Length));

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_tree_with_half_a_pair_is_written(int number)
    {
        var half = Halves[number];
        Refuses(() => ToonCodec.Encode(JsonValue.Create(half)));
        Refuses(() => ToonCodec.Encode(new JsonObject { ["a"] = half }));
        Refuses(() => ToonCodec.Encode(new JsonObject { [half] = 1 }));
        Refuses(() => ToonCodec.Encode(new JsonArray(1, new JsonArray(half))));
        Refuses(() => ToonCodec.Encode(new JsonArray(new JsonObject { [half] = 1 }, new JsonObject { [half] = 2 })));
    }

    [Fact]
    public void Nor_a_character_that_is_one() => Refuses(() => ToonCodec.Encode(JsonValue.Create((char)0xD800)));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"a\\udfff\"")]
    [InlineData("{\"a\":\"\\ud83d\\ud83d\\ude00\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("[{\"a\":\"\\udc00\\ud800\"}]")]
    public void Nor_a_json_text_that_escapes_one(string json)
    {
        var to = new ArrayBufferWriter<byte>();
        Refuses(() => ToonCodec.EncodeJson(to, Encoding.UTF8.GetBytes(json)));
        Refuses(() => ToonCodec.Encode(JsonNode.Parse(json)));
        Assert.Equal(0, to.WrittenCount);
    }

    [Fact]
    public void Nor_a_parsed_tree_with_a_key_twice() =>
        Assert.Equal(
            ToonErrorCode.DuplicateKey,
            Assert.Throws<ToonException>(() => ToonCodec.Encode(JsonNode.Parse("{\"a\":1,\"a\":2}"))).Error.Code
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nor_an_object_that_holds_one(int number)
    {
        var half = Halves[number];
        var to = new ArrayBufferWriter<byte>();
        Refuses(() => Serialize(to, new ToonSample { Name = half }));
        Refuses(() => Serialize(to, new ToonSample { Counts = new() { [half] = 1 } }));
        Refuses(() => Serialize(to, new ToonSample { Tags = ["a", half] }));
        Assert.Equal(0, to.WrittenCount);
    }

    [Fact]
    public void Whole_pairs_are_written()
    {
        var to = new ArrayBufferWriter<byte>();
        Serialize(
            to,
            new ToonSample
            {
                Name = "a😀\u2028é",
                Counts = new() { ["😀"] = 1 },
            }
        );
        var back = ToonSerializer.Deserialize(to.WrittenMemory, ToonSampleContext.Default.ToonSample)!;

        Assert.Equal("a😀\u2028é", back.Name);
        Assert.Equal(1, back.Counts["😀"]);
        Assert.Contains("name: a😀\u2028é", Encoding.UTF8.GetString(to.WrittenSpan), StringComparison.Ordinal);

        var json = new ArrayBufferWriter<byte>();
        ToonCodec.EncodeJson(json, "\"\\ud83d\\ude00\""u8);
        Assert.Equal("😀", Encoding.UTF8.GetString(json.WrittenSpan));
    }

    private static void Serialize(IBufferWriter<byte> to, ToonSample value) =>
        ToonSerializer.Serialize(to, value, ToonSampleContext.Default.ToonSample);

    private static void Refuses(Action write) =>
        Assert.Equal(ToonErrorCode.LoneSurrogate, Assert.Throws<ToonException>(write).Error.Code);
}
