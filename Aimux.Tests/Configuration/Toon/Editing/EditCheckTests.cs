using System.Text;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Toon.Editing;
using Xunit;

namespace Aimux.Tests.Configuration.Toon.Editing;

/// <summary>The check of a result, given results that the editor would never make.</summary>
public sealed class EditCheckTests
{
    private const string Text = "a: 1\nt[2]{x,y}:\n  1,2\n  3,4\nz: 5";

    [Theory]
    [InlineData("a: 7\nt[2]{x,y}:\n  1,2\n  3,4\nz: 5", true)]
    [InlineData("a: 7\nt[2]:\n  - x: 1\n    y: 2\n  - x: 3\n    y: 4\nz: 5", true)]
    [InlineData("a: \"7\"\nt[2]{x,y}:\n  1,2\n  3,4\nz: 5", false)]
    [InlineData("a: 7\nt[2]{x,y}:\n  1,2\n  3,9\nz: 5", false)]
    [InlineData("a: 7\nt[2]{x,w}:\n  1,2\n  3,4\nz: 5", false)]
    [InlineData("a: 7\nt[1]{x,y}:\n  1,2\nz: 5", false)]
    [InlineData("a: 7\nz: 5\nt[2]{x,y}:\n  1,2\n  3,4", false)]
    [InlineData("a: 7\nt[2]{x,y}:\n  1,2\n  3,4\nz: 5\nnew: 1", false)]
    [InlineData("b: 7\nt[2]{x,y}:\n  1,2\n  3,4\nz: 5", false)]
    public void Of_a_replacement_it_sees_every_other_difference(string after, bool holds) =>
        Assert.Equal(holds, EditCheck.IsReplaced(Root(Text), Root(after), ["a"], Root("7")));

    [Theory]
    [InlineData("a: 1\nt[3]{x,y}:\n  1,2\n  3,4\n  5,6\nz: 5", true)]
    [InlineData("a: 1\nt[3]{x,y}:\n  5,6\n  1,2\n  3,4\nz: 5", false)]
    [InlineData("a: 1\nt[3]{x,y}:\n  1,2\n  3,4\n  6,5\nz: 5", false)]
    [InlineData("a: 1\nt[3]{x,y}:\n  1,2\n  3,4\n  5,6\nz: 6", false)]
    [InlineData("a: 1\nt[3]{x,y,w}:\n  1,2,null\n  3,4,null\n  5,6,null\nz: 5", false)]
    [InlineData(Text, false)]
    public void Of_an_addition_it_sees_every_other_difference(string after, bool holds) =>
        Assert.Equal(holds, EditCheck.IsAdded(Root(Text), Root(after), ["t"], null, Root("y: 6\nx: 5")));

    [Theory]
    [InlineData("t[2]{x,y}:\n  5,null\n  6,null", "t[3]{x,y}:\n  5,null\n  6,null\n  7,null", true)]
    [InlineData("t[2]{x,y}:\n  5,null\n  6,null", "t[3]{x,y}:\n  5,null\n  6,null\n  7,\"\"", false)]
    [InlineData("t[1]:\n  - x: 1", "t[2]:\n  - x: 1\n  - x: 7\n    y: null", false)]
    public void Only_a_row_may_have_nulls_that_were_not_given(string before, string after, bool holds) =>
        Assert.Equal(holds, EditCheck.IsAdded(Root(before), Root(after), ["t"], null, Root("x: 7")));

    [Theory]
    [InlineData("a: 1\nt[1]{x,y}:\n  1,2\nz: 5", true)]
    [InlineData("a: 1\nt[1]{x,y}:\n  3,4\nz: 5", false)]
    [InlineData("t[1]{x,y}:\n  1,2\nz: 5", false)]
    [InlineData("a: 1\nt[0]{x,y}:\nz: 5", false)]
    public void Of_a_removal_it_sees_every_other_difference(string after, bool holds) =>
        Assert.Equal(holds, EditCheck.IsRemoved(Root(Text), Root(after), ["t", 1]));

    [Theory]
    [InlineData("a: 1\nt[2]{x,y,w}:\n  1,2,7\n  3,4,7\nz: 5", true)]
    [InlineData("a: 1\nt[2]{x,y,w}:\n  1,2,7\n  3,4,8\nz: 5", false)]
    [InlineData("a: 1\nt[2]{x,w,y}:\n  1,7,2\n  3,7,4\nz: 5", false)]
    [InlineData("a: 1\nt[2]{x,y,v}:\n  1,2,7\n  3,4,7\nz: 5", false)]
    [InlineData("a: 1\nt[2]{x,y,w}:\n  1,9,7\n  3,4,7\nz: 5", false)]
    public void Of_a_column_it_sees_every_other_difference(string after, bool holds) =>
        Assert.Equal(holds, EditCheck.HasColumn(Root(Text), Root(after), ["t"], "w", Root("7")));

    private static ToonElement Root(string text) => ToonDocument.Parse(Encoding.UTF8.GetBytes(text)).Root;
}
