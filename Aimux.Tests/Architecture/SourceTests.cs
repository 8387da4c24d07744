using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Aimux.Tests.Architecture;

public sealed partial class SourceTests
{
    private const int MostLines = 300;

    /// <summary>Files that may be longer, each with its reason.</summary>
    [Fact]
    public void No_source_file_names_a_folder_of_the_machine_it_was_written_on()
    {
        Assert.Empty(LinesWith(MachinePath()));
        Assert.Matches(MachinePath(), "\"/" + "root/.nuget/packages\"");
        Assert.Matches(MachinePath(), "cd /" + "home/somebody/aimux");
        Assert.Matches(MachinePath(), @"C:\" + @"Users\somebody");
        Assert.DoesNotMatch(MachinePath(), "$root/scripts and /v1/home/");
    }

    [Fact]
    public void No_source_file_names_a_host_of_a_package_registry()
    {
        Assert.Empty(LinesWith(Registry()));
        Assert.Matches(Registry(), "https://api.nuget" + ".org/v3/index.json");
        Assert.Matches(Registry(), "https://registry.npmjs" + ".org/left-pad");
        Assert.Matches(Registry(), "http://artifactory" + ".corp.example/api/nuget");
        Assert.DoesNotMatch(Registry(), "https://api.openai.com/v1");
    }

    [Fact]
    public void No_file_of_the_product_is_long()
    {
        var files = Repository
            .Sources.Where(file =>
                file.Extension == ".cs" && !Repository.NameOf(file).StartsWith("Aimux.Tests/", StringComparison.Ordinal)
            )
            .ToList();
        var tooLong = files.Where(file => File.ReadLines(file.FullName).Count() > MostLines).Select(Repository.NameOf);

        Assert.True(files.Count > 100);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void All_packages_of_orleans_have_one_version()
    {
        var versions = PackageVersions("Directory.Packages.props", "PackageVersion", "Version");
        Assert.True(versions.Count > 3);
        Assert.All(versions, version => Assert.Equal("$(OrleansVersion)", version));

        // Nor does a project go its own way.
        Assert.Empty(
            Repository
                .Sources.Where(file => file.Extension == ".csproj")
                .SelectMany(file => PackageVersions(Repository.NameOf(file), "PackageReference", "VersionOverride"))
        );
    }

    [Fact]
    public void The_assemblies_of_orleans_that_run_come_from_one_build()
    {
        var versions = Directory
            .EnumerateFiles(AppContext.BaseDirectory, "Orleans.*.dll")
            .Select(path => System.Diagnostics.FileVersionInfo.GetVersionInfo(path).FileVersion)
            .ToList();

        Assert.True(versions.Count > 5);
        Assert.Single(versions.Distinct());
    }

    private static List<string> PackageVersions(string file, string element, string attribute) =>
        [
            .. XDocument
                .Load(Path.Combine(Repository.Root.FullName, file))
                .Descendants(element)
                .Where(package =>
                    ((string?)package.Attribute("Include"))?.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal)
                    == true
                )
                .Select(package => (string?)package.Attribute(attribute))
                .OfType<string>(),
        ];

    private static IEnumerable<string> LinesWith(Regex pattern) =>
        Repository.Sources.SelectMany(file =>
            File.ReadLines(file.FullName)
                .Select((line, index) => (line, Place: $"{Repository.NameOf(file)}:{index + 1}"))
                .Where(found => pattern.IsMatch(found.line))
                .Select(found => $"{found.Place}: {found.line.Trim()}")
        );

    // No slash before it and no name: not a part of a URL or of a longer path.
    [GeneratedRegex(
        @"(?<![\w$.}/-])/(root|home)/|(?<!\w)[A-Z]:\\Users\\",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"\b(nuget|npmjs|pypi|pythonhosted|crates|rubygems|yarnpkg)[.](org|com|io)\b|(proxy|sum)[.]golang[.]org|(artifactory|nexus)[.:/]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Registry();
}
