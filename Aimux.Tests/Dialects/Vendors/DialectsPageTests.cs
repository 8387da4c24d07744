using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Dialects.Vendors.Rules;
using Aimux.Tests.Architecture;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

/// <summary>docs/dialects.md: its rows are the rules, in their order.</summary>
public sealed class DialectsPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Repository.Root.FullName, "docs", "dialects.md")
    );

    public static TheoryData<string> Headings => [.. VendorDialects.All.Select(Heading)];

    [Theory]
    [MemberData(nameof(Headings))]
    public void Every_rule_has_its_row_and_every_row_is_a_rule(string heading)
    {
        var dialect = VendorDialects.All.Single(one => Heading(one) == heading);
        Assert.True(dialect.Messages.IsEmpty && dialect.Responses.IsEmpty, "The page speaks of chat alone.");
        var rules = dialect
            .Chat.Body.Select(rule => Row("request", rule))
            .Concat(dialect.Chat.Messages.Select(rule => Row("messages", rule)));
        Assert.Equal(rules, Rows(heading).Select(cells => string.Join(" | ", cells[..^1])));
    }

    [Fact]
    public void Every_row_says_why() =>
        Assert.All(Headings.SelectMany(heading => Rows(heading.Data)), cells => Assert.True(cells[^1].Length > 10));

    [Fact]
    public void Every_section_is_a_vendors() =>
        Assert.Equal(
            VendorDialects.All.Select(Heading),
            Page.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..])
        );

    private static string Heading(VendorDialect dialect) => string.Join(", ", dialect.Vendors);

    private static string Row(string where, BodyRule rule) => $"{where} | {rule.Models} | {rule.Words}";

    private static IEnumerable<string[]> Rows(string heading)
    {
        var start = Page.IndexOf($"### {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/dialects.md has no section '{heading}'.");
        var end = Page.IndexOf("\n#", start + 1, StringComparison.Ordinal);
        return Page[start..(end < 0 ? Page.Length : end)]
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|', ' ').Split(" | ", StringSplitOptions.TrimEntries));
    }
}
