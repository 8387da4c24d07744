using System.Text.RegularExpressions;
using Aimux.Silo.Dialects;
using Aimux.Tests.Failures;
using Xunit;

namespace Aimux.Tests.Architecture;

/// <summary>docs/failures.md: what it says is shown by a test is, and its rows are those of the tests.</summary>
public sealed partial class FailuresPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Repository.Root.FullName, "docs", "failures.md")
    );

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var named = Named().Matches(Page).Select(match => match.Groups["name"].Value).Distinct().ToList();
        var written = typeof(FailuresPageTests)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods()
                    .Where(method => method.GetCustomAttributes(inherit: false).OfType<FactAttribute>().Any())
                    .Select(method => $"{type.Name}.{method.Name}")
            )
            .ToHashSet();

        Assert.True(named.Count > 50);
        Assert.Empty(named.Except(written));
    }

    [Fact]
    public void Every_row_has_its_case_and_every_case_its_row()
    {
        string[] theories =
        [
            nameof(FailureRowTests.A_failed_answer),
            nameof(FailureRowTests.A_connection_that_came_to_nothing),
            nameof(FailureRowTests.An_answer_that_was_none),
            nameof(FailureRowTests.What_is_nobodys_fault),
        ];
        var cases = theories.SelectMany(theory => TestCases.Of(typeof(FailureRowTests), theory)).Select(CaseName);
        Assert.Equal(cases.Distinct().Order(), Rows("The table").Order());
    }

    [Fact]
    public void Every_code_of_zai_has_its_row_its_case_and_its_place_in_the_product()
    {
        var rows = Rows("z.ai's codes").Order().ToList();
        var cases = TestCases.Of(typeof(ZaiCodeTests), nameof(ZaiCodeTests.A_code_is_named_wherever_it_stands));
        var product = NumberRows.All.Where(row => row.NotShape == ErrorShape.BaseResp).Select(row => row.Code);
        Assert.Equal(cases.Select(CaseName).Order(), rows);
        Assert.Equal(product.Order(), rows);
    }

    [Fact]
    public void A_row_that_names_no_test_is_found()
    {
        Assert.DoesNotMatch(Named(), "`Breaker.Next`");
        Assert.Equal("BreakerTests.A_b", Named().Match("see `BreakerTests.A_b`").Groups["name"].Value);
        Assert.All(
            Lines("The table").Concat(Lines("What users of other gateways complain about")),
            line => Assert.Matches(Named(), line)
        );
    }

    private static string CaseName(object?[] values) => (string)values[0]!;

    private static IEnumerable<string> Rows(string heading) =>
        Lines(heading).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1]);

    /// <summary>The rows of the table under a heading, without those that name its columns.</summary>
    private static IEnumerable<string> Lines(string heading)
    {
        var start = Page.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/failures.md has lost its heading '{heading}'.");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var lines = Page[start..(end < 0 ? Page.Length : end)].Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.True(lines.Count > 2, $"docs/failures.md has no table under '{heading}'.");
        return lines.Skip(2);
    }

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Named();
}
