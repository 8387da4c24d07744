using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

public sealed class ToonEditorSetTests
{
    [Theory]
    [InlineData("the value of a field", "a: 1\nb: 2\n", "set a 7", "a: 7\nb: 2\n")]
    [InlineData("blanks around it stay", "a:   1  \nb: 2", "set a 7", "a:   7  \nb: 2")]
    [InlineData("carriage returns stay", "a: 1\r\nb: 2\r\n", "set b 7", "a: 1\r\nb: 7\r\n")]
    [InlineData("mixed line ends stay", "a: 1\r\nb: 2\nc: 3", "set b 7", "a: 1\r\nb: 7\nc: 3")]
    [InlineData("a byte order mark stays", "\uFEFFa: 1\n", "set a 7", "\uFEFFa: 7\n")]
    [InlineData(
        "comments and blank lines stay",
        "# one\na: 1\n\n  # two\nb: 2\n#",
        "set b 7",
        "# one\na: 1\n\n  # two\nb: 7\n#"
    )]
    [InlineData("another kind of primitive", "a: 1", "set a null", "a: null")]
    [InlineData("a string that reads as a number is quoted", "a: x", "set a \"05\"", "a: \"05\"")]
    [InlineData("a string with a colon is quoted", "a: x", "set a \"http://b:80\"", "a: \"http://b:80\"")]
    [InlineData("a string with a comma is quoted", "a: x", "set a \"b,c\"", "a: \"b,c\"")]
    [InlineData("a quoted string loses quotes that it does not need", "a: \"x y\"", "set a \"y z\"", "a: y z")]
    [InlineData("an empty string", "a: x", "set a \"\"", "a: \"\"")]
    [InlineData("line ends become escapes", "a: x", "set a \"b\\nc\"", "a: \"b\\nc\"")]
    [InlineData(
        "a long number keeps its digits",
        "a: 1",
        "set a 12345678901234567890.123",
        "a: 12345678901234567890.123"
    )]
    [InlineData("characters beyond ASCII before it", "ä: é\nb: 1", "set b \"ü\"", "ä: é\nb: ü")]
    [InlineData("of a quoted key", "\"x-y\": 1", "set x-y 2", "\"x-y\": 2")]
    [InlineData("of an unquoted key with a hyphen", "x-y: 1", "set x-y 2", "x-y: 2")]
    [InlineData("deep down", "a:\n  b:\n    c: 1\n  d: 2", "set a/b/c 9", "a:\n  b:\n    c: 9\n  d: 2")]
    [InlineData("the root", "hello\n", "set . 5", "5\n")]
    [InlineData(
        "the root becomes an object",
        "# c\nhello\n",
        "set . {\"a\":1,\"b\":{\"c\":2}}",
        "# c\na: 1\nb:\n  c: 2\n"
    )]
    [InlineData("the root, an object, becomes a string", "a: 1\nb: 2\n# end\n", "set . \"x\"", "x\n# end\n")]
    [InlineData("the root becomes empty", "# top\na: 1\nb: 2\n", "set . {}", "# top\n")]
    [InlineData("an empty root becomes a table", "# top\n", "set . [{\"a\":1}]", "# top\n[1]{a}:\n  1\n")]
    public void A_value_is_replaced_in_place(string what, string before, string edit, string after) =>
        AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData("a cell", "t[2]{a,b}:\n  1,2\n  3,4\n", "set t/1/a 9", "t[2]{a,b}:\n  1,2\n  9,4\n")]
    [InlineData("blanks around a cell stay", "t[1]{a,b}:\n  1 , 2 \n", "set t/0/b 9", "t[1]{a,b}:\n  1 , 9 \n")]
    [InlineData("an empty cell", "t[1]{a,b,c}:\n  1,,3", "set t/0/b \"x\"", "t[1]{a,b,c}:\n  1,x,3")]
    [InlineData("an empty cell at the end", "t[1]{a,b}:\n  1,", "set t/0/b 2", "t[1]{a,b}:\n  1,2")]
    [InlineData("a first cell with a colon", "t[1]{a,b}:\n  1,2", "set t/0/a \"x:y\"", "t[1]{a,b}:\n  \"x:y\",2")]
    [InlineData("a first cell like a comment", "t[1]{a,b}:\n  1,2", "set t/0/a \"# x\"", "t[1]{a,b}:\n  \"# x\",2")]
    [InlineData("the only cell becomes empty", "t[1]{a}:\n  1", "set t/0/a \"\"", "t[1]{a}:\n  \"\"")]
    [InlineData(
        "a cell between tabs",
        "t[1\t]{a\tb}:\n  1\tx y",
        "set t/0/b \"a\\tb\"",
        "t[1\t]{a\tb}:\n  1\t\"a\\tb\""
    )]
    [InlineData("a cell between bars", "t[1|]{a|b}:\n  1|2", "set t/0/b \"x|y\"", "t[1|]{a|b}:\n  1|\"x|y\"")]
    [InlineData(
        "a cell between bars with a comma",
        "t[1|]{a|b}:\n  1|2",
        "set t/0/b \"x,y\"",
        "t[1|]{a|b}:\n  1|\"x,y\""
    )]
    [InlineData("a comma outside of lists of bars", "t[1|]{a}:\n  1\nk: v", "set k \"x|y\"", "t[1|]{a}:\n  1\nk: x|y")]
    [InlineData("a cell of a group", "t[1]{a,g{b,c}}:\n  1,2,3", "set t/0/g/c 9", "t[1]{a,g{b,c}}:\n  1,2,9")]
    [InlineData(
        "a cell of an entry",
        "t[2:]{a,b}:\n  x: 1,2\n  y: 3,4",
        "set t/y/b null",
        "t[2:]{a,b}:\n  x: 1,2\n  y: 3,null"
    )]
    [InlineData(
        "a row, but only what differs",
        "t[1]{a,b,c}:\n  1.50,\"x\",3",
        "set t/0 {\"c\":4,\"b\":\"x\",\"a\":7}",
        "t[1]{a,b,c}:\n  7,\"x\",4"
    )]
    [InlineData(
        "a row; what is missing becomes null",
        "t[1]{a,b}:\n  1,2",
        "set t/0 {\"b\":5}",
        "t[1]{a,b}:\n  null,5"
    )]
    [InlineData("an entry", "t[2:]{a}:\n  x: 1\n  y: 2", "set t/y {\"a\":3}", "t[2:]{a}:\n  x: 1\n  y: 3")]
    [InlineData("a group", "t[1]{a,g{b,c}}:\n  1,2,3", "set t/0/g {\"c\":4,\"b\":5}", "t[1]{a,g{b,c}}:\n  1,5,4")]
    public void A_table_keeps_its_form(string what, string before, string edit, string after) =>
        AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData("an inline value", "a[3]: x, y,z", "set a/1 \"b,c\"", "a[3]: x, \"b,c\",z")]
    [InlineData("an inline array", "a[2]: x,y # z", "set a [1,2,3]", "a[3]: 1,2,3")]
    [InlineData("an inline array with blanks", "a[2|]: x| y", "set a [\"p|q\",2,3]", "a[3|]: \"p|q\"| 2| 3")]
    [InlineData("an inline array at the root", "[2]: x,y", "set . [1]", "[1]: 1")]
    [InlineData("an item", "a[2]:\n  - 1\n  - 2\n", "set a/1 \"- x\"", "a[2]:\n  - 1\n  - \"- x\"\n")]
    [InlineData("a field behind a hyphen", "a[1]:\n  - b: 1\n    c[0]:", "set a/0/b 2", "a[1]:\n  - b: 2\n    c[0]:")]
    [InlineData("an empty object becomes a value", "a:\nb: 1", "set a 2", "a: 2\nb: 1")]
    [InlineData("an empty object becomes an object", "a:\r\nb: 1\r\n", "set a {\"c\":1}", "a:\r\n  c: 1\r\nb: 1\r\n")]
    [InlineData("an empty array becomes a list of values", "a: []\nb: 1", "set a [1,\"x,y\"]", "a[2]: 1,\"x,y\"\nb: 1")]
    [InlineData("an array of no items becomes a list of values", "a[0]:\nb: 1", "set a [1]", "a[1]: 1\nb: 1")]
    [InlineData("a value becomes an empty array", "a: 1\nb: 1", "set a []", "a: []\nb: 1")]
    [InlineData("a value becomes an array", "a: 1\nb: 1", "set a [1,2]", "a[2]: 1,2\nb: 1")]
    [InlineData("a value becomes an empty object", "a: 1\nb: 1", "set a {}", "a:\nb: 1")]
    [InlineData(
        "a value becomes a table",
        "x:\n  a: 1\nb: 1",
        "set x/a [{\"p\":1,\"q\":2}]",
        "x:\n  a[1]{p,q}:\n    1,2\nb: 1"
    )]
    [InlineData("a table becomes a value", "t[1]{a}:\n  1\nb: 1", "set t 5", "t: 5\nb: 1")]
    [InlineData(
        "a table becomes another with its delimiter",
        "t[1|]{a|b}:\n  1|2\n# end",
        "set t [{\"x\":1,\"y\":2}]",
        "t[1|]{x|y}:\n  1|2\n# end"
    )]
    [InlineData(
        "an object becomes another",
        "o:\n  a: 1\n  b: 2\n# c\nz: 1",
        "set o {\"x\":{\"y\":1}}",
        "o:\n  x:\n    y: 1\n# c\nz: 1"
    )]
    [InlineData(
        "an item becomes an object",
        "a[2]:\n  - 1\n  - 2",
        "set a/0 {\"x\":1,\"y\":{\"z\":2}}",
        "a[2]:\n  - x: 1\n    y:\n      z: 2\n  - 2"
    )]
    [InlineData(
        "an object item becomes a value",
        "a[2]:\n  - x: 1\n    y: 2\n  - 2",
        "set a/0 3",
        "a[2]:\n  - 3\n  - 2"
    )]
    [InlineData(
        "an object item becomes an array",
        "a[1]:\n  - x: 1\n    y: 2",
        "set a/0 [1,{\"b\":[]}]",
        "a[1]:\n  - [2]:\n    - 1\n    - b: []"
    )]
    [InlineData("an array item becomes another", "a[1]:\n  - [2]: 1,2", "set a/0 [3]", "a[1]:\n  - [1]: 3")]
    [InlineData(
        "a container behind a hyphen",
        "a[1]:\n  - x:\n      y: 1\n    z: 2",
        "set a/0/x {\"p\":1,\"q\":[]}",
        "a[1]:\n  - x:\n      p: 1\n      q: []\n    z: 2"
    )]
    public void A_container_is_replaced_by_lines(string what, string before, string edit, string after) =>
        AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData("at the root", "a: 1\n", "set b 2", "a: 1\nb: 2\n")]
    [InlineData("without a last line end", "a: 1", "set b 2", "a: 1\nb: 2")]
    [InlineData("with carriage returns", "a: 1\r\n", "set b 2", "a: 1\r\nb: 2\r\n")]
    [InlineData("with carriage returns and no last line end", "x: 0\r\na: 1", "set b 2", "x: 0\r\na: 1\r\nb: 2")]
    [InlineData("behind half a line end", "a: 1\r", "set b 2", "a: 1\r\nb: 2")]
    [InlineData("in an empty text", "", "set a 1", "a: 1")]
    [InlineData("in a text that is a byte order mark", "\uFEFF", "set a 1", "\uFEFFa: 1")]
    [InlineData("in a text of comments", "# one\r\n\r\n# two\r\n", "set a 1", "# one\r\n\r\n# two\r\na: 1\r\n")]
    [InlineData("before the comments at the end", "a: 1\n\n# end\n", "set b 2", "a: 1\nb: 2\n\n# end\n")]
    [InlineData(
        "behind comments that belong to what is above",
        "t[1]{a}:\n  1\n  # 2\n# end\n",
        "set b 2",
        "t[1]{a}:\n  1\n  # 2\nb: 2\n# end\n"
    )]
    [InlineData("in an object", "o:\n  a: 1\nz: 1", "set o/b 2", "o:\n  a: 1\n  b: 2\nz: 1")]
    [InlineData(
        "in an object that ends deep",
        "o:\n  a:\n    b:\n      c: 1\nz: 1",
        "set o/d 2",
        "o:\n  a:\n    b:\n      c: 1\n  d: 2\nz: 1"
    )]
    [InlineData("in an empty object", "o:\nz: 1", "set o/b 2", "o:\n  b: 2\nz: 1")]
    [InlineData("in an item", "a[2]:\n  - b: 1\n  - b: 2", "set a/0/c 3", "a[2]:\n  - b: 1\n    c: 3\n  - b: 2")]
    [InlineData(
        "in an empty item",
        "a[2]:\n  -\n  - 1",
        "set a/0/c {\"d\":{\"e\":1}}",
        "a[2]:\n  - c:\n      d:\n        e: 1\n  - 1"
    )]
    [InlineData(
        "in an object behind a hyphen",
        "a[1]:\n  - b:\n      c: 1\n    d: 2",
        "set a/0/b/e 3",
        "a[1]:\n  - b:\n      c: 1\n      e: 3\n    d: 2"
    )]
    [InlineData(
        "in an empty object behind a hyphen",
        "a[1]:\n  - b:\n    d: 2",
        "set a/0/b/e 3",
        "a[1]:\n  - b:\n      e: 3\n    d: 2"
    )]
    [InlineData("with a key that needs quotes", "a: 1", "set b-c 2", "a: 1\n\"b-c\": 2")]
    [InlineData("with a key of digits", "a: 1", "set '5' 2", "a: 1\n\"5\": 2")]
    [InlineData(
        "that is a table",
        "a[1|]: x\no:\n  b: 1",
        "set o/t [{\"p\":1,\"q\":\"a,b\"}]",
        "a[1|]: x\no:\n  b: 1\n  t[1|]{p|q}:\n    1|a,b"
    )]
    [InlineData("that is an object", "a: 1\n", "set o {\"b\":{},\"c\":[1]}", "a: 1\no:\n  b:\n  c[1]: 1\n")]
    [InlineData(
        "that is an entry of a keyed table",
        "t[2:]{a,b}:\n  x: 1,2\n  y: 3,4\n",
        "set t/z-z {\"a\":5,\"b\":6}",
        "t[3:]{a,b}:\n  x: 1,2\n  y: 3,4\n  \"z-z\": 5,6\n"
    )]
    public void A_new_field_goes_behind_the_last(string what, string before, string edit, string after) =>
        AssertEdit(what, before, edit, after);

    internal static void AssertEdit(string what, string before, string edit, string after)
    {
        var found = EditScript.Run(before, edit);
        Assert.True(found == after, $"{what}: expected\n{after}\nbut found\n{found}");
    }
}
