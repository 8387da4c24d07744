using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

public sealed class ToonEditorRemoveTests
{
    [Theory]
    [InlineData("a field", "a: 1\nb: 2\nc: 3\n", "remove b", "a: 1\nc: 3\n")]
    [InlineData("the last field, without a last line end", "a: 1\nb: 2", "remove b", "a: 1")]
    [InlineData("the last field behind a blank line", "a: 1\n\nb: 2", "remove b", "a: 1\n\n")]
    [InlineData("the last field behind a value that ends as lines do", "a: x\r\r\nb: 2", "remove b", "a: x\r\r\n")]
    [InlineData("the only field", "# x\na: 1\n", "remove a", "# x\n")]
    [InlineData("the only line", "a: 1", "remove a", "")]
    [InlineData("the first field behind a byte order mark", "\uFEFFa: 1\nb: 2", "remove a", "\uFEFFb: 2")]
    [InlineData("with carriage returns", "a: 1\r\nb: 2\r\n", "remove a", "b: 2\r\n")]
    [InlineData("the last line with carriage returns", "a: 1\r\nb: 2", "remove b", "a: 1")]
    [InlineData(
        "comments above stay",
        "a: 1\n# of b\nb: 2\n\n# of c\nc: 3\n",
        "remove b",
        "a: 1\n# of b\n\n# of c\nc: 3\n"
    )]
    [InlineData("an object", "a: 1\no:\n  b: 1\n  c:\n    d: 1\nz: 1\n", "remove o", "a: 1\nz: 1\n")]
    [InlineData(
        "comments within an object stay",
        "o:\n  # of b\n  b: 1\n\n  c: 2\n  # of o\nz: 1",
        "remove o",
        "  # of b\n  # of o\nz: 1"
    )]
    [InlineData("comments within the last object stay", "a: 1\no:\n  # of b\n  b: 1", "remove o", "a: 1\n  # of b")]
    [InlineData("the only field of an object", "o:\n  a: 1\nz: 1", "remove o/a", "o:\nz: 1")]
    [InlineData("a table", "t[2]{a}:\n  1\n  2\nz: 1", "remove t", "z: 1")]
    [InlineData(
        "a field of an item",
        "l[1]:\n  - a: 1\n    b: 2\n    c: 3",
        "remove l/0/b",
        "l[1]:\n  - a: 1\n    c: 3"
    )]
    [InlineData(
        "a field behind a hyphen",
        "l[1]:\n  - a: 1\n    b: 2\n    c: 3",
        "remove l/0/a",
        "l[1]:\n  - b: 2\n    c: 3"
    )]
    [InlineData(
        "an object behind a hyphen",
        "l[1]:\n  - a:\n      x: 1\n    b:\n      y: 1\n    c: 3",
        "remove l/0/a",
        "l[1]:\n  - b:\n      y: 1\n    c: 3"
    )]
    [InlineData("the only field behind a hyphen", "l[1]:\n  - a: 1\nz: 1", "remove l/0/a", "l[1]:\n  -\nz: 1")]
    [InlineData(
        "the only object behind a hyphen",
        "l[1]:\n  - a:\n      # of b\n      b: 1\nz: 1",
        "remove l/0/a",
        "l[1]:\n  -\n      # of b\nz: 1"
    )]
    public void A_field_goes_with_its_lines(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData(
        "a row",
        "t[3]{a,b}:\n  1,2\n  # of 3\n  3,4\n  5,6\n",
        "remove t/1",
        "t[2]{a,b}:\n  1,2\n  # of 3\n  5,6\n"
    )]
    [InlineData("the last row keeps the header", "t[1]{a,b}:\n  1,2\nz: 1", "remove t/0", "t[0]{a,b}:\nz: 1")]
    [InlineData(
        "a tenth row",
        "[10|]{a}:\n  1\n  2\n  3\n  4\n  5\n  6\n  7\n  8\n  9\n  10",
        "remove 9",
        "[9|]{a}:\n  1\n  2\n  3\n  4\n  5\n  6\n  7\n  8\n  9"
    )]
    [InlineData("an entry", "t[2:]{a}:\n  x: 1\n  y: 2\n", "remove t/x", "t[1:]{a}:\n  y: 2\n")]
    [InlineData("the last entry keeps the header", "t[1:]{a}:\n  x: 1\n", "remove t/x", "t[0:]{a}:\n")]
    [InlineData("an item", "l[2]:\n  - a: 1\n    b: 2\n  - c: 3\n", "remove l/0", "l[1]:\n  - c: 3\n")]
    [InlineData("the only item", "l[1]:\n  - a: 1\n    b: 2\nz: 1\n", "remove l/0", "l[0]:\nz: 1\n")]
    [InlineData("an array in an array", "l[2]:\n  - [2]:\n    - 1\n    - a: 1\n  - 5", "remove l/0", "l[1]:\n  - 5")]
    public void Counts_follow(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);

    [Theory]
    [InlineData("the first", "a[3]: 1, 2, 3", "remove a/0", "a[2]: 2, 3")]
    [InlineData("one between", "a[3]: 1, 2, 3", "remove a/1", "a[2]: 1, 3")]
    [InlineData("the last", "a[3]: 1, 2, 3", "remove a/2", "a[2]: 1, 2")]
    [InlineData("the only one", "a[1|]: 1\nb: 1", "remove a/0", "a: []\nb: 1")]
    [InlineData("the only one of the root", "[1]: 1\n", "remove 0", "[]\n")]
    [InlineData("the only one of an item", "a[2]:\n  - [1]: 1\n  - 2", "remove a/0/0", "a[2]:\n  - [0]:\n  - 2")]
    [InlineData(
        "the only one behind a hyphen",
        "a[1]:\n  - b[1]: 1\n    c: 2",
        "remove a/0/b/0",
        "a[1]:\n  - b: []\n    c: 2"
    )]
    [InlineData("all but an empty one", "a[2]: x,", "remove a/0", "a[1]: \"\"")]
    [InlineData("an empty one", "a[3]: x,,y", "remove a/1", "a[2]: x,y")]
    public void Values_in_a_line_go_with_one_delimiter(string what, string before, string edit, string after) =>
        ToonEditorSetTests.AssertEdit(what, before, edit, after);
}
