using System.Text;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Validation;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration;

/// <summary>docs/configuration.md. With AIMUX_WRITE_DOCS=1 what is generated in it is written anew.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly DocumentPage Page = new("configuration.md");

    [Fact]
    public void Its_reference_is_of_the_settings_as_they_are() =>
        Page.Holds("ConfigurationPageTests from the settings themselves", $"\n{ReferencePage.Write()}\n");

    [Fact]
    public void Its_examples_are_valid()
    {
        var examples = Page.Blocks("toon");

        Assert.NotEmpty(examples);
        Assert.All(
            examples,
            text => Assert.Empty(ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "aimux.toon").Findings)
        );
    }

    [Fact]
    public void It_lists_every_preset()
    {
        var page = Page.Text;

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
}
