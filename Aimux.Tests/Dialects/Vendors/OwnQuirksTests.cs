using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class OwnQuirksTests
{
    [Theory]
    [InlineData("store", QuirkAction.Drop, null, """{"model":"m","messages":[{"role":"user"}],"temperature":2}""")]
    [InlineData(
        "store",
        QuirkAction.Rename,
        "keep",
        """{"model":"m","keep":true,"messages":[{"role":"user"}],"temperature":2}"""
    )]
    [InlineData(
        "store",
        QuirkAction.Set,
        "null",
        """{"model":"m","store":null,"messages":[{"role":"user"}],"temperature":2}"""
    )]
    [InlineData(
        "temperature",
        QuirkAction.Clamp,
        "0..1.5",
        """{"model":"m","store":true,"messages":[{"role":"user"}],"temperature":1.5}"""
    )]
    [InlineData(
        "messages.role",
        QuirkAction.Set,
        "\"x\"",
        """{"model":"m","store":true,"messages":[{"role":"x"}],"temperature":2}"""
    )]
    public void What_the_operator_says_of_a_field_is_done(
        string field,
        QuirkAction action,
        string? value,
        string expected
    )
    {
        const string body = """{"model":"m","store":true,"messages":[{"role":"user"}],"temperature":2}""";
        Assert.Equal(expected, Fix("", body, new BodyQuirk(field, action, value)));
    }

    [Fact]
    public void A_field_is_added_where_it_is_missing()
    {
        var quirk = new BodyQuirk("top_p", QuirkAction.Add, "0.9");
        Assert.Contains("\"top_p\":0.9", Fix("", """{"model":"m"}""", quirk), StringComparison.Ordinal);
        Assert.Null(Fix("", """{"model":"m","top_p":0.1}""", quirk));
    }

    [Fact]
    public void It_takes_the_place_of_what_is_known_of_the_vendor()
    {
        const string body = """{"model":"m","store":true,"metadata":{}}""";
        Assert.Equal("""{"model":"m"}""", Fix("cerebras", body));
        Assert.Equal(
            """{"model":"m","store":true}""",
            Fix("cerebras", body, new BodyQuirk("store", QuirkAction.Keep, null))
        );
    }

    [Fact]
    public void A_beta_can_be_refused()
    {
        var dialect = OwnQuirks.Apply(
            VendorDialects.Plain,
            [
                new BodyQuirk("anthropic-beta", QuirkAction.Drop, "a-1"),
                new BodyQuirk("anthropic-beta", QuirkAction.Drop, "b-2"),
            ]
        );
        Assert.Equal("c-3", dialect.FilterBetas("a-1, c-3,b-2"));
        Assert.Null(dialect.FilterBetas("a-1"));
    }

    [Theory]
    [InlineData("store", QuirkAction.Drop, null, true)]
    [InlineData("store", QuirkAction.Drop, "x", false)]
    [InlineData("store", QuirkAction.Rename, null, false)]
    [InlineData("store", QuirkAction.Rename, "sto\"re", false)]
    [InlineData("store", QuirkAction.Rename, "model", false)]
    [InlineData("store", QuirkAction.Set, "{", false)]
    [InlineData("store", QuirkAction.Clamp, "1..0", false)]
    [InlineData("store", QuirkAction.Clamp, "0..1", true)]
    [InlineData("model", QuirkAction.Drop, null, false)]
    [InlineData("messages", QuirkAction.Set, "[]", false)]
    [InlineData("stream", QuirkAction.Set, "true", false)]
    [InlineData("sto\"re", QuirkAction.Drop, null, false)]
    [InlineData("anthropic-beta", QuirkAction.Drop, "a-1", true)]
    [InlineData("anthropic-beta", QuirkAction.Drop, null, false)]
    [InlineData("anthropic-beta", QuirkAction.Keep, null, false)]
    public void What_would_break_every_request_is_refused(
        string field,
        QuirkAction action,
        string? value,
        bool valid
    ) => Assert.Equal(valid, OwnQuirks.IsValid(new BodyQuirk(field, action, value), out _));

    private static string? Fix(string vendor, string body, params BodyQuirk[] quirks)
    {
        var dialect = OwnQuirks.Apply(VendorDialects.Of(vendor), quirks);
        return dialect.Fix(Encoding.UTF8.GetBytes(body), WireProtocol.Chat, "m") is { } done
            ? Encoding.UTF8.GetString(done.Json)
            : null;
    }
}
