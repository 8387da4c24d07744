using System.Text;
using System.Text.RegularExpressions;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Validation;
using Aimux.Tests.Architecture;
using Xunit;

namespace Aimux.Tests.Configuration;

/// <summary>docs/configuration.md. With AIMUX_WRITE_DOCS=1 what is generated in it is written anew.</summary>
public sealed partial class ConfigurationPageTests
{
    private const string Begin = "<!-- Written by ConfigurationPageTests from the settings themselves: begin -->\n";
    private const string End = "<!-- Written by ConfigurationPageTests from the settings themselves: end -->\n";

    private static readonly string File = Path.Combine(Repository.Root.FullName, "docs", "configuration.md");

    [Fact]
    public void Its_reference_is_of_the_settings_as_they_are()
    {
        var page = System.IO.File.ReadAllText(File);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Begin.Length && end >= start, "The page has lost the comments around its reference.");
        var expected = $"\n{ReferencePage.Write()}\n";
        if (Environment.GetEnvironmentVariable("AIMUX_WRITE_DOCS") == "1")
        {
            System.IO.File.WriteAllText(File, page[..start] + expected + page[end..]);
            return;
        }

        Assert.True(
            page[start..end] == expected,
            "The settings have changed; run this test with AIMUX_WRITE_DOCS=1 to write their reference anew."
        );
    }

    [Fact]
    public void Its_examples_are_valid()
    {
        var examples = Example()
            .Matches(System.IO.File.ReadAllText(File))
            .Select(match => match.Groups["text"].Value)
            .ToList();

        Assert.NotEmpty(examples);
        Assert.All(
            examples,
            text => Assert.Empty(ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "aimux.toon").Findings)
        );
    }

    [Fact]
    public void It_lists_every_preset()
    {
        var page = System.IO.File.ReadAllText(File);

        Assert.All(
            ProviderPreset.All,
            preset =>
                Assert.Contains(
                    $"| `{preset.Id}` | {preset.Description} | {(preset.KeyVariable is { } name ? $"`{name}`" : "")} |",
                    page,
                    StringComparison.Ordinal
                )
        );
    }

    [GeneratedRegex(
        "^```toon\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Example();
}
