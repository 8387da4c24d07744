using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

/// <summary>Section 9.2 of the specification: an empty array that is a list item has a header, and headers name the delimiter.</summary>
public sealed class EmptyArrayTests
{
    [Theory]
    [InlineData((int)ToonDelimiter.Comma, "a[2]:\n  - [0]:\n  - x")]
    [InlineData((int)ToonDelimiter.Tab, "a[2\t]:\n  - [0\t]:\n  - x")]
    [InlineData((int)ToonDelimiter.Pipe, "a[2|]:\n  - [0|]:\n  - x")]
    public void An_empty_array_in_a_list_names_the_delimiter_of_the_document(int delimiter, string expected)
    {
        var value = new JsonObject { ["a"] = new JsonArray(new JsonArray(), "x") };

        var text = ToonCodec.Encode(value, new ToonEncodeOptions { Delimiter = (ToonDelimiter)delimiter });

        Assert.Equal(expected, text);
        Assert.True(JsonNode.DeepEquals(value, ToonCodec.Decode(text)));
    }

    [Fact]
    public void An_empty_array_that_is_a_field_or_the_root_has_no_header()
    {
        var options = new ToonEncodeOptions { Delimiter = ToonDelimiter.Pipe };

        Assert.Equal("a: []", ToonCodec.Encode(new JsonObject { ["a"] = new JsonArray() }, options));
        Assert.Equal("[]", ToonCodec.Encode(new JsonArray(), options));
    }
}
