using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

public sealed class ToonEditorRefusalTests
{
    [Theory]
    [InlineData("t[1]{a,b}:\n  1,2", "set t/0/c 5", "The table $.t has no column 'c'. Add the column first.")]
    [InlineData("t[2:]{a}:\n  x: 1\n  y: 2", "set t/x/c 5", "The table $.t has no column 'c'. Add the column first.")]
    [InlineData("t[1]{g{a}}:\n  1", "set t/0/g/c 5", "can be added at the right end of a table only")]
    [InlineData(
        "t[1]{a,b}:\n  1,2",
        "set t/0/a [1]",
        "$.t[0].a is a cell of a table and takes a primitive, not an array."
    )]
    [InlineData("t[1]{a,b}:\n  1,2", "set t/0/a {}", "takes a primitive, not an object.")]
    [InlineData("t[1]{a,b}:\n  1,2", "set t/0 5", "A row of the table $.t is an object; the new value is none.")]
    [InlineData(
        "t[1]{a,b}:\n  1,2",
        "set t/0 {\"c\":5}",
        "has no column 'c'. Add the column first; its columns are 'a', 'b'."
    )]
    [InlineData("t[1]{a,b}:\n  1,2", "add t {\"a\":1,\"c\":5,\"d\":6}", "The table $.t has no column 'c', 'd'.")]
    [InlineData(
        "t[1]{a,b}:\n  1,2",
        "add t {\"a\":{\"x\":1}}",
        "Column 'a' of the table $.t takes one primitive a row, no object."
    )]
    [InlineData("t[0]{a,b}:", "add t {\"a\":[]}", "Column 'a' of the table $.t takes one primitive a row, no array.")]
    [InlineData("t[1]{a,b}:\n  1,2", "add t 5", "A row of the table $.t is an object")]
    [InlineData("t[1]{g{a}}:\n  1", "add t {\"g\":5}", "Field 'g' of the table $.t is an object in every row")]
    [InlineData("t[1]{g{a}}:\n  1", "add t {\"g\":null}", "Field 'g' of the table $.t is an object in every row")]
    [InlineData("t[1]{g{a}}:\n  1", "add t {\"g\":{\"b\":1}}", "has no column 'b'")]
    [InlineData("t[1]{g{a}}:\n  1", "set t/0/g 5", "Field 'g' of the table $.t is an object in every row")]
    [InlineData("t[2:]{a}:\n  x: 1\n  y: 2", "add t {\"a\":1}", "end the path with the new entry's key")]
    [InlineData("t[2:]{a}:\n  x: 1\n  y: 2", "add t/x {\"a\":1}", "$.t.x is there already; set it instead.")]
    [InlineData("t[2:]{a}:\n  x: 1\n  y: 2", "add t/z {\"b\":1}", "has no column 'b'")]
    [InlineData("a[2]: 1,2", "add a {}", "$.a is written in one line, which holds primitives only, not an object")]
    [InlineData(
        "a[2]: 1,2",
        "set a/0 []",
        "$.a[0] is one of several values in a line and takes a primitive, not an array"
    )]
    [InlineData("a: 1", "add a 5", "$.a is there already and is no array")]
    [InlineData("o:\n  a: 1", "add o 5", "$.o is there already and is no array")]
    [InlineData("o:\n  a: 1\n  # c\n  b: 2", "set o 5", "$.o holds comments or blank lines between lines 1 and 4")]
    [InlineData("t[1]{a}:\n\n  1", "set t []", "$.t holds comments or blank lines between lines 1 and 3")]
    [InlineData("a: 1\n\nb: 1", "set . 5", "$ holds comments or blank lines between lines 1 and 3")]
    [InlineData("l[1]:\n  - a: 1\n    # c\n    b: 1", "set l/0 5", "$.l[0] holds comments or blank lines")]
    [InlineData("l[1]:\n  - a: 1\n    # c\n    b: 1", "remove l/0/a", "comments between lines 2 and 4 would be lost")]
    [InlineData(
        "t[1]{a,b}:\n  1,2",
        "remove t/0/a",
        "$.t[0].a is a cell of the table $.t and cannot be removed; set it to null"
    )]
    [InlineData("t[1]{a,g{b}}:\n  1,2", "remove t/0/g", "$.t[0].g is a cell of the table $.t and cannot be removed")]
    [InlineData("a: 1", "remove .", "The whole value cannot be removed")]
    [InlineData("a: 1", "remove b", "$ has no field 'b'.")]
    [InlineData("a[1]: 1", "remove a/1", "$.a has no item 1; it holds 1, counted from 0.")]
    [InlineData("a[1]: 1", "set a/1 5", "$.a has no item 1; it holds 1, counted from 0.")]
    [InlineData("a[1]: 1", "set a/x 5", "$.a is no object, so it cannot have the field 'x'.")]
    [InlineData("a[1]: 1", "set a/x/y 5", "$.a is an array; give the index of an item instead of 'x'.")]
    [InlineData("a: 1", "set a/x 5", "$.a is no object, so it cannot have the field 'x'.")]
    [InlineData("a: 1", "set a/x/y 5", "$.a is a single value, so it has no field 'x'.")]
    [InlineData("a: 1", "set a/0 5", "$.a is a single value, so it has no item 0.")]
    [InlineData("a: 1", "set 0 5", "$ is an object; name a field of it instead of index 0.")]
    [InlineData("a: 1", "set b/c 5", "$ has no field 'b'.")]
    [InlineData("a: 1", "column a b 5", "$.a is not written as a table, so it has no columns.")]
    [InlineData("a: 1", "column b b 5", "$ has no field 'b'.")]
    [InlineData("l[1]:\n  - a: 1", "column l b 5", "$.l is not written as a table, so it has no columns.")]
    [InlineData("t[1]{a}:\n  1", "column t a 5", "The table $.t has a column 'a' already.")]
    [InlineData("t[0]{a}:", "column t a 5", "The table $.t has a column 'a' already.")]
    [InlineData("t[1]{a}:\n  1", "column t b {}", "A column of the table $.t takes primitives, not an object.")]
    [InlineData("v[1]: x\\\"y,z", "add v \"a,b: |\"", "As the text is written there, it would say something else")]
    [InlineData(
        "a[1]: x\"y,z",
        "add a \"b\"",
        "With this change the text could not be read. toon:1:3: The header says [2]"
    )]
    public void What_has_no_place_is_refused_with_the_reason(string text, string edit, string reason)
    {
        var editor = new ToonEditor(Encoding.UTF8.GetBytes(text));

        var refusal = Assert.Throws<ToonEditException>(() => EditScript.Run(editor, edit));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, Encoding.UTF8.GetString(editor.Document.Source.Span));
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_refused_in_values_and_keys()
    {
        var editor = new ToonEditor("a: 1\nt[1]{a}:\n  1"u8.ToArray());

        Assert.Throws<ToonEditException>(() => editor.Set(["a"], JsonValue.Create("\ud800")));
        Assert.Throws<ToonEditException>(() => editor.Set(["\udc00"], 1));
        Assert.Throws<ToonEditException>(() => editor.AddColumn(["t"], "\ud800", 1));
        Assert.Equal("a: 1\nt[1]{a}:\n  1"u8.ToArray(), editor.Document.Source.ToArray());
    }

    [Fact]
    public void An_edit_that_passes_a_limit_is_refused()
    {
        var editor = new ToonEditor("a: 1"u8.ToArray(), new ToonDecodeOptions { MaxBytes = 10, MaxDepth = 2 });

        Assert.Throws<ToonEditException>(() => editor.Set(["b"], "long enough"));
        Assert.Throws<ToonEditException>(() => editor.Set(["b"], JsonNode.Parse("[[[]]]")));
        editor.Set(["b"], 2);
        Assert.Equal("a: 1\nb: 2"u8.ToArray(), editor.Document.Source.ToArray());
    }

    [Fact]
    public void A_value_that_is_too_deep_is_refused_whatever_the_limit()
    {
        JsonNode node = 1;
        for (var depth = 0; depth < 100_000; depth++)
        {
            node = new JsonArray(node);
        }

        var editor = new ToonEditor("a: 1"u8.ToArray(), new ToonDecodeOptions { MaxDepth = 1_000_000 });

        Assert.Throws<ToonEditException>(() => editor.Set(["a"], node));
    }

    [Theory]
    [InlineData("a: 1\na: 2")]
    [InlineData("a[2]: 1")]
    [InlineData("a:\n   b: 1")]
    public void Only_a_text_without_mistakes_can_be_edited(string text)
    {
        var options = new ToonDecodeOptions { Strict = false };

        Assert.Throws<ToonException>(() => new ToonEditor(Encoding.UTF8.GetBytes(text), options));
    }
}
