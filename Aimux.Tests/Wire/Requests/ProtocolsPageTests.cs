using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Aimux.Silo.Wire.Requests;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

/// <summary>docs/protocols.md: it names all that can be lost, under the names that the translators use.</summary>
public sealed partial class ProtocolsPageTests
{
    [Theory]
    [InlineData("Lost from Messages", typeof(LostFromMessages))]
    [InlineData("Lost from chat", typeof(LostFromChat))]
    [InlineData("Lost from Responses", typeof(LostFromResponses))]
    public void What_can_be_lost_stands_in_its_table_and_nothing_else_does(string heading, Type paths)
    {
        var known = paths
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.True(known.Count > 20);
        Assert.Equal(known.Distinct(), known);
        Assert.Equal(known.Order(StringComparer.Ordinal), Named(heading).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Why_an_answer_stopped_is_told_in_the_words_that_the_page_gives()
    {
        var rows = Section("### Why it stopped")
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|'))
            .ToList();

        Assert.Equal(Enum.GetValues<StopReason>().Length, rows.Count);
        foreach (var (reason, row) in Enum.GetValues<StopReason>().Zip(rows))
        {
            Assert.Equal(Encoding.UTF8.GetString(StopReasons.InMessages(reason)), FirstCode(row[2]));
            Assert.Equal(Encoding.UTF8.GetString(StopReasons.InChat(reason)), FirstCode(row[3]));
            foreach (var word in row[2..4].SelectMany(cell => Code().Matches(cell)).Select(CodeOf).Distinct())
            {
                var read = StopReasons.Read(Encoding.UTF8.GetBytes(word));
                Assert.Equal(word == "stop" ? StopReason.EndOfTurn : reason, read);
            }
        }
    }

    private static string FirstCode(string cell) => CodeOf(Code().Match(cell));

    private static string CodeOf(Match match) => match.Groups["code"].Value;

    private static IEnumerable<string> Named(string heading)
    {
        return Section($"### {heading}")
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Code().Matches(line.Split('|')[1]))
            .Select(CodeOf);
    }

    /// <summary>What stands under the heading, to the next one of its kind or above.</summary>
    private static string Section(string heading)
    {
        var page = ReadPage();
        var start = page.IndexOf($"{heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/protocols.md has lost its heading '{heading}'.");
        var rest = page[(start + heading.Length)..];
        var end = HeadingAbove().Match(rest);
        return end.Success ? rest[..end.Index] : rest;
    }

    private static string ReadPage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aimux.sln")))
        {
            folder = folder.Parent;
        }

        Assert.SkipWhen(folder is null, "These tests run outside their repository.");
        return File.ReadAllText(Path.Combine(folder!.FullName, "docs", "protocols.md"));
    }

    [GeneratedRegex("\n##{1,2} ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HeadingAbove();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
