using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

public sealed class ToonEditorAddTests
{
    [Theory]
    [InlineData(
        "to a table",
        "t[1]{a,b}:\n  1,2\nz: 1\n",
        "add t {\"a\":3,\"b\":4}",
        "t[2]{a,b}:\n  1,2\n  3,4\nz: 1\n"
    )]
    [InlineData("in the header's order", "t[1]{a,b}:\n  1,2", "add t {\"b\":4,\"a\":3}", "t[2]{a,b}:\n  1,2\n  3,4")]
    [InlineData("with null for what is missing", "t[1]{a,b}:\n  1,2", "add t {\"b\":4}", "t[2]{a,b}:\n  1,2\n  null,4")]
    [InlineData(
        "with groups",
        "t[1]{a,g{b,h{c}},d}:\n  1,2,3,4",
        "add t {\"d\":8,\"g\":{\"h\":{\"c\":7},\"b\":6},\"a\":5}",
        "t[2]{a,g{b,h{c}},d}:\n  1,2,3,4\n  5,6,7,8"
    )]
    [InlineData(
        "without a group",
        "t[1]{a,g{b,c}}:\n  1,2,3",
        "add t {\"a\":4}",
        "t[2]{a,g{b,c}}:\n  1,2,3\n  4,null,null"
    )]
    [InlineData(
        "to a table without rows",
        "t[0]{a,b}:\nz: 1",
        "add t {\"a\":3,\"b\":\"x:y\"}",
        "t[1]{a,b}:\n  3,\"x:y\"\nz: 1"
    )]
    [InlineData(
        "to a table of groups without rows",
        "t[0|]{\"a,b\"|g{c|d}}:\n",
        "add t {\"a,b\":1,\"g\":{\"d\":2}}",
        "t[1|]{\"a,b\"|g{c|d}}:\n  1|null|2\n"
    )]
    [InlineData(
        "before comments",
        "t[1]{a}:\n  1\n  # commented,row\n\n# next\nz: 1",
        "add t {\"a\":2}",
        "t[2]{a}:\n  1\n  2\n  # commented,row\n\n# next\nz: 1"
    )]
    [InlineData(
        "a comment between rows stays",
        "t[2]{a}:\n  # one\n  1\n    # two\n  2\n",
        "add t {\"a\":3}",
        "t[3]{a}:\n  # one\n  1\n    # two\n  2\n  3\n"
    )]
    [InlineData(
        "the count may grow by a digit",
        "t[9|]{a}:\n  1\n  2\n  3\n  4\n  5\n  6\n  7\n  8\n  9",
        "add t {\"a\":10}",
        "t[10|]{a}:\n  1\n  2\n  3\n  4\n  5\n  6\n  7\n  8\n  9\n  10"
    )]
    [InlineData(
        "with tabs",
        "t[1\t]{a\tb}:\n  1\t2",
        "add t {\"a\":\"\",\"b\":\"x,y\"}",
        "t[2\t]{a\tb}:\n  1\t2\n  \"\"\t\"x,y\""
    )]
    [InlineData(
        "with blanks as the row above",
        "t[1]{a,b}:\n  1, 2",
        "add t {\"a\":3,\"b\":4}",
        "t[2]{a,b}:\n  1, 2\n  3, 4"
    )]
    [InlineData(
        "with carriage returns",
        "t[1]{a}:\r\n  1\r\nz: 1\r\n",
        "add t {\"a\":2}",
        "t[2]{a}:\r\n  1\r\n  2\r\nz: 1\r\n"
    )]
    [InlineData("to the root", "[1]{a}:\n  1", "add . {\"a\":2}", "[2]{a}:\n  1\n  2")]
    [InlineData(
        "in an item",
        "l[1]:\n  - t[1]{a}:\n      1\n    b: 1",
        "add l/0/t {\"a\":2}",
        "l[1]:\n  - t[2]{a}:\n      1\n      2\n    b: 1"
    )]
    [InlineData(
        "to an empty table in an item",
        "l[1]:\n  - t[0]{a}:\n    b: 1",
        "add l/0/t {\"a\":2}",
        "l[1]:\n  - t[1]{a}:\n      2\n    b: 1"
    )]
    public void A_row_goes_behind_the_last(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData(
        "to a keyed table",
        "t[2:]{a,b}:\n  x: 1,2\n  y: 3,4\nz: 1",
        "add t/w {\"b\":6,\"a\":5}",
        "t[3:]{a,b}:\n  x: 1,2\n  y: 3,4\n  w: 5,6\nz: 1"
    )]
    [InlineData(
        "to a keyed table without entries",
        "t[0:]{a,b}:\nz: 1",
        "add t/w {\"b\":6}",
        "t[1:]{a,b}:\n  w: null,6\nz: 1"
    )]
    [InlineData(
        "to an object of objects",
        "t:\n  x:\n    a: 1\n",
        "add t/y {\"a\":2}",
        "t:\n  x:\n    a: 1\n  y:\n    a: 2\n"
    )]
    public void An_entry_goes_behind_the_last(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData("a value", "a[1]:\n  - 1\n", "add a \"x:y\"", "a[2]:\n  - 1\n  - \"x:y\"\n")]
    [InlineData(
        "an object",
        "a[1]:\n  - 1\nz: 1",
        "add a {\"b\":[{\"c\":1}],\"d\":2}",
        "a[2]:\n  - 1\n  - b[1]{c}:\n      1\n    d: 2\nz: 1"
    )]
    [InlineData("an empty object", "a[1]:\n  - 1", "add a {}", "a[2]:\n  - 1\n  -")]
    [InlineData("an array of values", "a[1|]:\n  - 1", "add a [1,2]", "a[2|]:\n  - 1\n  - [2|]: 1|2")]
    [InlineData(
        "an array of objects",
        "a[1]:\n  - 1",
        "add a [{\"b\":1},{\"b\":2}]",
        "a[2]:\n  - 1\n  - [2]:\n    - b: 1\n    - b: 2"
    )]
    [InlineData("an empty array", "a[1]:\n  - 1", "add a []", "a[2]:\n  - 1\n  - [0]:")]
    [InlineData(
        "behind what is deep",
        "a[1]:\n  - b:\n      c: 1\n      # of c\n  # end\nz: 1",
        "add a 2",
        "a[2]:\n  - b:\n      c: 1\n      # of c\n  - 2\n  # end\nz: 1"
    )]
    [InlineData(
        "to an array in an array",
        "a[2]:\n  - [1]:\n    - b: 1\n  - 2",
        "add a/0 3",
        "a[2]:\n  - [2]:\n    - b: 1\n    - 3\n  - 2"
    )]
    public void An_item_goes_behind_the_last(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData("a value in a line", "a[2]: 1,2", "add a 3", "a[3]: 1,2,3")]
    [InlineData("a value in a line with blanks", "a[2]: 1, 2 \nb: 1", "add a \"x,y\"", "a[3]: 1, 2, \"x,y\" \nb: 1")]
    [InlineData("a value in a line of bars", "a[1|]: 1", "add a \"x|y\"", "a[2|]: 1|\"x|y\"")]
    [InlineData("a value in the root", "[1]: 1", "add . 2", "[2]: 1,2")]
    [InlineData("a value to an empty array", "a: []\nb: 1", "add a 1", "a[1]: 1\nb: 1")]
    [InlineData("an empty string to an empty array", "a: []", "add a \"\"", "a[1]: \"\"")]
    [InlineData(
        "an object to an empty array",
        "a: []\r\nb: 1\r\n",
        "add a {\"p\":1,\"q\":2}",
        "a[1]{p,q}:\r\n  1,2\r\nb: 1\r\n"
    )]
    [InlineData("a deep object to an empty array", "a[0]:\nb: 1", "add a {\"p\":[]}", "a[1]:\n  - p: []\nb: 1")]
    [InlineData("a value to an empty root", "[]\n", "add . 1", "[1]: 1\n")]
    [InlineData("a value to an empty item", "a[1]:\n  - [0]:", "add a/0 1", "a[1]:\n  - [1]: 1")]
    [InlineData(
        "a value to an empty array behind a hyphen",
        "a[1]:\n  - b: []\n    c: 1",
        "add a/0/b {\"d\":1}",
        "a[1]:\n  - b[1]{d}:\n      1\n    c: 1"
    )]
    public void Values_in_a_line_and_empty_arrays_grow(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData(
        "to a table",
        "t[2]{a,b}:\n  1,2\n  # c\n  3,4\n",
        "column t c \"x,y\"",
        "t[2]{a,b,c}:\n  1,2,\"x,y\"\n  # c\n  3,4,\"x,y\"\n"
    )]
    [InlineData(
        "with a name that needs quotes",
        "t[1|]{a|b}:\n  1|2",
        "column t c|d null",
        "t[1|]{a|b|\"c|d\"}:\n  1|2|null"
    )]
    [InlineData("to a table without rows", "t[0]{a}:\n", "column t b 1", "t[0]{a,b}:\n")]
    [InlineData("behind a group", "t[1]{a,g{b,c}}:\n  1,2,3", "column t d 4", "t[1]{a,g{b,c},d}:\n  1,2,3,4")]
    [InlineData("behind an empty cell", "t[2]{a,b}:\n  1,\n  2, \n", "column t c 4", "t[2]{a,b,c}:\n  1,,4\n  2,,4 \n")]
    [InlineData(
        "to a keyed table",
        "t[2:]{a}:\n  x: 1\n  y: 2",
        "column t b \"\"",
        "t[2:]{a,b}:\n  x: 1,\"\"\n  y: 2,\"\""
    )]
    [InlineData(
        "with carriage returns",
        "t[1]{a,b}:\r\n  1, 2\r\n",
        "column t c true",
        "t[1]{a,b,c}:\r\n  1, 2, true\r\n"
    )]
    public void A_column_goes_to_the_right_end(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);
}
