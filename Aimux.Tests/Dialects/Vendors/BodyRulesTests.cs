using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Dialects.Vendors.Rules;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class BodyRulesTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    // Each field once in any order, with any blanks between.
    private static readonly Gen<string> Bodies = Gen.Select(
        Gen.Shuffle(Names),
        Gen.Int[0, Names.Length],
        Gen.OneOf(Gen.Const(""), Gen.Const(" "), Gen.Const("\n\t")),
        (names, count, blank) =>
            "{"
            + blank
            + string.Join(
                blank + "," + blank,
                names[..count].Select((name, index) => $"\"{name}\"{blank}:{blank}{Value(index)}")
            )
            + blank
            + "}"
    );

    private static readonly Gen<BodyRule> AnyRule = Gen.Select(
        Gen.Int[0, 4],
        Pieces.AnyOf(Names),
        Pieces.AnyOf("a", "b", "x", "y"),
        (kind, field, to) =>
            kind switch
            {
                0 => (BodyRule)new DropField(field),
                1 => new RenameField(field, to == field ? "z" : to),
                2 => new ExchangeValue(field, "[0]"),
                3 => new FirstItemOnly(field),
                _ => new AddField(to, "7"),
            }
    );

    [Fact]
    public void Whatever_the_rules_the_body_stays_well_formed_and_no_field_is_there_twice() =>
        Gen.Select(Bodies, AnyRule.Array[0, 8])
            .Sample(
                (body, rules) =>
                {
                    var fixedBody = BodyFixer.Fix(Encoding.UTF8.GetBytes(body), new BodyRules { Body = rules }, "m");
                    if (fixedBody is not null)
                    {
                        var root = JsonNode.Parse(fixedBody.Json)!.AsObject();
                        Assert.All(root, field => Assert.NotNull(field.Value));
                        Assert.Equal(root.Select(field => field.Key).Distinct().Count(), root.Count);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void What_is_dropped_takes_one_comma_with_it() =>
        Gen.Select(Bodies, Pieces.AnyOf(Names).Array[1, 5])
            .Sample(
                (body, dropped) =>
                {
                    var rules = new BodyRules { Body = [.. dropped.Select(name => new DropField(name))] };
                    var expected = JsonNode.Parse(body)!.AsObject();
                    var any = dropped.Distinct().Where(expected.Remove).ToList() is not [];
                    var fixedBody = BodyFixer.Fix(Encoding.UTF8.GetBytes(body), rules, "m");
                    Assert.Equal(any, fixedBody is not null);
                    Assert.Equal(
                        expected.ToJsonString(),
                        JsonNode.Parse(fixedBody?.Json ?? Encoding.UTF8.GetBytes(body))!.ToJsonString()
                    );
                },
                iter: 5_000
            );

    [Fact]
    public void A_body_may_have_more_fields_than_are_usual()
    {
        var fields = string.Join(',', Enumerable.Range(0, 500).Select(index => $"\"f{index}\":{index}"));
        var rules = new BodyRules
        {
            Body = [new DropField("f0"), new DropField("f499")],
            Messages = [new DropField("f1")],
        };
        var fixedBody = BodyFixer.Fix(
            Encoding.UTF8.GetBytes($$"""{{{fields}},"messages":[{{{fields}}}]}"""),
            rules,
            "m"
        )!;
        var root = JsonNode.Parse(fixedBody.Json)!.AsObject();
        Assert.Equal(499, root.Count);
        Assert.Equal(499, root["messages"]![0]!.AsObject().Count);
        Assert.Equal(["messages.f1", "f0", "f499"], fixedBody.Changes);
    }

    [Fact]
    public void A_field_that_is_there_twice_is_dropped_twice() =>
        Assert.Equal("""{"b":1}""", Fix("""{"a":1,"b":1,"a":2}""", new DropField("a")));

    [Fact]
    public void Of_a_field_that_is_there_twice_the_last_is_renamed() =>
        Assert.Equal("""{"c":2}""", Fix("""{"a":1,"a":2}""", new RenameField("a", "c")));

    [Fact]
    public void Rules_are_followed_in_their_order()
    {
        var rules = new BodyRules { Body = [new RenameField("a", "x")] }.Then(
            new BodyRules { Body = [new RenameField("b", "x")], Messages = [new DropField("c")] }
        );
        Assert.False(rules.IsEmpty);
        var fixedBody = BodyFixer.Fix("""{"b":2,"a":1,"messages":[{"c":1}]}"""u8, rules, "m")!;
        Assert.Equal("""{"x":1,"messages":[{}]}""", Encoding.UTF8.GetString(fixedBody.Json));
        Assert.Equal(["messages.c", "a", "b"], fixedBody.Changes);
    }

    [Fact]
    public void A_rule_may_be_for_some_models_and_under_conditions()
    {
        var rule = new DropField("a")
        {
            Models = new ModelFamily("one", model => model == "one"),
            When = [FieldCondition.IsTrue("b"), FieldCondition.IsNot("c", "d")],
        };
        Assert.Equal("`a` is dropped when `b` is true and `c` is not `d`", rule.Words);
        Assert.Null(BodyFixer.Fix("""{"a":1,"b":true,"c":"e"}"""u8, new BodyRules { Body = [rule] }, "two"));
        Assert.NotNull(BodyFixer.Fix("""{"a":1,"b":true,"c":"e"}"""u8, new BodyRules { Body = [rule] }, "one"));
        Assert.Null(BodyFixer.Fix("""{"a":1,"b":true,"c":"d"}"""u8, new BodyRules { Body = [rule] }, "one"));
        Assert.Null(BodyFixer.Fix("""{"a":1,"b":true,"c":null}"""u8, new BodyRules { Body = [rule] }, "one"));
        Assert.Null(BodyFixer.Fix("""{"a":1,"b":false,"c":"e"}"""u8, new BodyRules { Body = [rule] }, "one"));
    }

    [Fact]
    public void A_vendors_table_may_be_added_to()
    {
        var cerebras = VendorDialects.Of("cerebras");
        var own = cerebras with { Chat = cerebras.Chat.Then(new BodyRules { Body = [new DropField("seed")] }) };
        var fixedBody = own.Fix("""{"seed":1,"store":true}"""u8.ToArray(), Silo.Wire.WireProtocol.Chat, "m")!;
        Assert.Equal("{}", Encoding.UTF8.GetString(fixedBody.Json));
        Assert.Equal("seed", string.Join(' ', fixedBody.Changes.Except(["store"])));
    }

    private static string Value(int index) =>
        index switch
        {
            0 => "1.50",
            1 => "[1,2]",
            2 => """{"a":{},"messages":[]}""",
            3 => "\"\\u0022,\"",
            _ => "[ ]",
        };

    private static string? Fix(string body, params BodyRule[] rules) =>
        BodyFixer.Fix(Encoding.UTF8.GetBytes(body), new BodyRules { Body = rules }, "m") is { } fixedBody
            ? Encoding.UTF8.GetString(fixedBody.Json)
            : null;
}
