using System.Reflection;
using System.Text.RegularExpressions;
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

    private static IEnumerable<string> Named(string heading)
    {
        var page = ReadPage();
        var start = page.IndexOf($"### {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/protocols.md has lost its heading '{heading}'.");
        var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)]
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Code().Matches(line.Split('|')[1]))
            .Select(match => match.Groups["code"].Value);
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

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
