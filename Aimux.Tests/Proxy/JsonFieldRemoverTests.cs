using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Proxy;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class JsonFieldRemoverTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", "b", """{"a":1}""")]
    [InlineData("""{"a":1,"b":2}""", "a", """{"b":2}""")]
    [InlineData("""{ "a" : 1 , "b" : [2, {"c":3}] , "d":4 }""", "b", """{ "a" : 1 , "d":4 }""")]
    [InlineData("""{"a":1}""", "a", "{}")]
    [InlineData("""{"a":1,"a":2,"b":3}""", "a", """{"b":3}""")]
    [InlineData(
        """{"messages":[{"role":"user"},{"x":1,"role":"a"}]}""",
        "messages.1.x",
        """{"messages":[{"role":"user"},{"role":"a"}]}"""
    )]
    [InlineData(
        """{"messages":[{"x":1},{"role":"a","x":{"y":","}}]}""",
        "messages.1.x",
        """{"messages":[{},{"role":"a"}]}"""
    )]
    [InlineData("""{"t":{"u":{"v":1,"w":2}}}""", "t.u.v", """{"t":{"u":{"w":2}}}""")]
    public void The_field_goes_and_every_other_byte_stays(string json, string path, string expected)
    {
        var without = JsonFieldRemover.Without(Encoding.UTF8.GetBytes(json), path);
        Assert.Equal(expected, Encoding.UTF8.GetString(without!));
    }

    [Theory]
    [InlineData("""{"a":1}""", "b")]
    [InlineData("""{"a":{"b":1}}""", "b")]
    [InlineData("""{"a":[1,2]}""", "a.0.b")]
    [InlineData("""{"a":1}""", "0")]
    public void What_is_not_there_changes_nothing(string json, string path) =>
        Assert.Null(JsonFieldRemover.Without(Encoding.UTF8.GetBytes(json), path));

    [Fact]
    public void The_rest_reads_as_the_tree_without_the_field()
    {
        var name = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c"), Gen.Const("messages"));
        var value = Gen.OneOf(
            Gen.Const("1"),
            Gen.Const("\"x,y\""),
            Gen.Const("[1,2]"),
            Gen.Const("{\"a\":{\"b\":2}}"),
            Gen.Const("null")
        );
        Gen.Select(Gen.Select(name, value).Array[0, 6], name)
            .Sample(
                (fields, gone) =>
                {
                    var distinct = fields.DistinctBy(field => field.Item1, StringComparer.Ordinal).ToArray();
                    var json =
                        "{ "
                        + string.Join(" , ", distinct.Select(field => $"\"{field.Item1}\" : {field.Item2}"))
                        + " }";
                    var tree = JsonNode.Parse(json)!.AsObject();
                    var had = tree.Remove(gone);
                    var without = JsonFieldRemover.Without(Encoding.UTF8.GetBytes(json), gone);
                    Assert.Equal(had, without is not null);
                    Assert.True(without is null || JsonNode.DeepEquals(tree, JsonNode.Parse(without)));
                }
            );
    }
}
