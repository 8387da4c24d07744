using Aimux.Dashboard.Components.Settings;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dashboard;

public sealed class LineDiffTests
{
    private static readonly string[] Known = ["a", "b", "c", ""];

    private static readonly Gen<string> Text = Gen.Int[0, Known.Length - 1]
        .Array[0, 30]
        .Select(lines => string.Join('\n', lines.Select(line => Known[line])));

    [Fact]
    public void What_went_and_what_came_make_one_text_of_the_other() =>
        Gen.Select(Text, Text)
            .Sample(
                (before, after) =>
                {
                    var diff = LineDiff.Of(before, after);
                    var changes = diff.Where(line => line.Kind != ' ').ToList();
                    var (old, now) = (before.Split('\n'), after.Split('\n'));

                    Assert.Equal(
                        now.Length - old.Length,
                        changes.Count(line => line.Kind == '+') - changes.Count(line => line.Kind == '-')
                    );
                    Assert.Equal(Sorted([.. old, .. Lines(changes, '+')]), Sorted([.. now, .. Lines(changes, '-')]));
                    Assert.Equal(before == after, changes.Count == 0);
                }
            );

    [Fact]
    public void No_more_is_told_than_changed() =>
        Gen.Select(Text, Gen.Int[0, 100])
            .Sample(
                (text, place) =>
                {
                    var lines = text.Split('\n').ToList();
                    lines.Insert(place % (lines.Count + 1), "new");
                    var changes = LineDiff.Of(text, string.Join('\n', lines)).Where(line => line.Kind != ' ');
                    Assert.Equal(('+', "new"), Assert.Single(changes));
                }
            );

    [Fact]
    public void What_is_far_from_a_change_is_left_out()
    {
        var lines = Enumerable.Range(0, 20).Select(number => $"{number}").ToArray();
        var before = string.Join('\n', lines);
        lines[10] = "x";

        var diff = LineDiff.Of(before, string.Join("\r\n", lines));

        Assert.Equal([" …", " 8", " 9", "-10", "+x", " 11", " 12"], diff.Select(line => $"{line.Kind}{line.Text}"));
    }

    private static IEnumerable<string> Lines(IEnumerable<(char Kind, string Text)> changes, char kind) =>
        changes.Where(line => line.Kind == kind).Select(line => line.Text);

    private static string[] Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
