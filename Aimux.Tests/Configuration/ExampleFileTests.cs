using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Validation;
using Aimux.Tests.Architecture;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed partial class ExampleFileTests
{
    private static readonly byte[] Content = File.ReadAllBytes(
        Path.Combine(Repository.Root.FullName, "config", "aimux.example.toon")
    );

    [Fact]
    public void It_says_what_holds_without_it()
    {
        var reading = ConfigurationReader.Read(Content, "aimux.example.toon");

        Assert.Empty(reading.Findings);
        Assert.Equal(Json(new AimuxOptions()), Json(reading.Options!));
    }

    [Fact]
    public void It_is_what_a_new_user_gets() => Assert.Equal(Content, ConfigurationTemplate.Read());

    [Fact]
    public void What_stands_in_its_comments_can_be_used()
    {
        var reading = ConfigurationReader.Read(Uncommented(), "aimux.example.toon");

        Assert.Empty(reading.Findings);
        var options = reading.Options!;
        Assert.Equal(3, options.Providers.Length);
        Assert.Equal(2, options.Keys.Length);
        Assert.Equal(3, options.Models.Length);
        Assert.Single(options.Capabilities);
        Assert.Single(options.Detours);
        Assert.Equal(2, options.Quirks.Length);
        Assert.Single(options.Callers);
        Assert.NotNull(options.Admin.Password);
    }

    [Fact]
    public void It_names_every_setting()
    {
        var document = ConfigurationReader.Read(Uncommented(), "aimux.example.toon").Document!;
        foreach (var setting in ConfigurationSchema.Root)
        {
            Assert.True(document.Root.TryGet(setting.Name, out var element), setting.Name);
            var names =
                setting.Kind == SettingKind.Table ? element.Columns : element.Children.Select(child => child.Key!);
            Assert.Equal(setting.Children.Select(child => child.Name), names);
        }
    }

    [Fact]
    public void Every_table_stands_there_empty_above_its_commented_rows()
    {
        var tables = ConfigurationSchema.Root.Where(setting => setting.Kind == SettingKind.Table);

        Assert.Equal(
            tables.Select(table => table.Name),
            CommentedRows().Matches(Encoding.UTF8.GetString(Content)).Select(match => match.Groups["name"].Value)
        );
    }

    /// <summary>The file with its comments that are TOON as such: the rows of tables, a setting.</summary>
    private static byte[] Uncommented()
    {
        var counted = CommentedRows()
            .Replace(
                Encoding.UTF8.GetString(Content),
                match =>
                    match
                        .Value.Replace("[0]", $"[{match.Groups["row"].Captures.Count}]", StringComparison.Ordinal)
                        .Replace("\n#   ", "\n  ", StringComparison.Ordinal)
            );
        foreach (var setting in new[] { "password", "state" })
        {
            counted = counted.Replace($"  # {setting}: ", $"  {setting}: ", StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(counted);
    }

    private static string Json(AimuxOptions options) =>
        JsonSerializer.Serialize(options, OptionsContext.Default.AimuxOptions);

    // Rows are indented within their comment, which prose never is.
    [GeneratedRegex(
        @"^(?<name>[a-z]+)\[0\]\{[^}\n]+\}:(?<row>\n#   [^\n]+)+",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex CommentedRows();
}
