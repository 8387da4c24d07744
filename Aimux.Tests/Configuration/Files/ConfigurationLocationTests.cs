using Aimux.Silo.Configuration.Files;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Files;

public sealed class ConfigurationLocationTests : IDisposable
{
    private static readonly string Machine = Path.Combine("/etc", "aimux", "aimux.toon");

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public ConfigurationLocationTests() => _variables["HOME"] = _folder.Of("user");

    [Fact]
    public void Each_place_is_taken_if_no_earlier_one_holds_a_file()
    {
        var home = _folder.Write("user/.config/aimux/aimux.toon", "");
        Assert.Equal(home, Find().Path);

        var xdg = _folder.Write("xdg/aimux/aimux.toon", "");
        _variables["XDG_CONFIG_HOME"] = _folder.Of("xdg");
        Assert.Equal(xdg, Find().Path);

        var here = _folder.Write("config/aimux.toon", "");
        Assert.Equal(here, Find().Path);

        var variable = _folder.Write("other.toon", "");
        _variables["AIMUX_CONFIG"] = variable;
        Assert.Equal(variable, Find().Path);

        var given = _folder.Write("given.toon", "");
        Assert.Equal(given, Find(given).Path);
    }

    [Fact]
    public void The_users_own_place_is_the_one_for_a_new_file_whatever_is_found()
    {
        var own = _folder.Of("user", ".config", "aimux", "aimux.toon");
        Assert.Equal(own, Find().NewPath);

        _folder.Write("config/aimux.toon", "");
        Assert.Equal(own, Find().NewPath);
    }

    [Fact]
    public void Without_any_file_only_the_machines_own_can_be_found_and_that_is_no_mistake()
    {
        var location = Find();

        Assert.Equal(File.Exists(Machine) ? Machine : null, location.Path);
        Assert.Null(location.Mistake);
    }

    [Fact]
    public void The_xdg_variable_replaces_the_home_folder_rather_than_coming_before_it()
    {
        _folder.Write("user/.config/aimux/aimux.toon", "");
        _variables["XDG_CONFIG_HOME"] = _folder.Of("xdg");

        Assert.Equal(File.Exists(Machine) ? Machine : null, Find().Path);
        Assert.Equal(_folder.Of("xdg", "aimux", "aimux.toon"), Find().NewPath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("relative")]
    public void An_xdg_variable_that_is_empty_or_relative_does_not_count(string value)
    {
        _variables["XDG_CONFIG_HOME"] = value;

        Assert.Equal(_folder.Of("user", ".config", "aimux", "aimux.toon"), Find().NewPath);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_home_variable_the_place_is_still_absolute(string? value)
    {
        _variables.Remove("HOME");
        if (value is not null)
        {
            _variables["HOME"] = value;
        }

        var path = Find().NewPath;

        Assert.True(Path.IsPathFullyQualified(path), path);
        Assert.EndsWith(Path.Combine(".config", "aimux", "aimux.toon"), path, StringComparison.Ordinal);
        Assert.Equal(
            Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".config",
                "aimux",
                "aimux.toon"
            ),
            path
        );
    }

    [Fact]
    public void A_given_file_that_is_not_there_is_a_mistake_though_others_are()
    {
        _folder.Write("config/aimux.toon", "");
        _variables["AIMUX_CONFIG"] = _folder.Write("other.toon", "");

        var location = Find("missing.toon");

        Assert.Null(location.Path);
        Assert.Equal(_folder.Of("missing.toon"), location.NewPath);
        Assert.Equal(
            $"There is no file {_folder.Of("missing.toon")}, which --config names. `aimux config init --config missing.toon` makes it.",
            location.Mistake
        );
    }

    [Fact]
    public void A_file_that_the_variable_names_and_that_is_not_there_is_a_mistake_though_others_are()
    {
        _folder.Write("config/aimux.toon", "");
        _variables["AIMUX_CONFIG"] = "missing.toon";

        var location = Find();

        Assert.Null(location.Path);
        Assert.Equal(_folder.Of("missing.toon"), location.NewPath);
        Assert.Contains("which AIMUX_CONFIG names", location.Mistake!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Directory.CreateDirectory(_folder.Of("config", "aimux.toon"));

        Assert.NotEqual(_folder.Of("config", "aimux.toon"), Find().Path);
        Assert.NotNull(Find(_folder.Of("config")).Mistake);
    }

    [Fact]
    public void An_empty_variable_names_nothing()
    {
        var here = _folder.Write("config/aimux.toon", "");
        _variables["AIMUX_CONFIG"] = "";

        Assert.Equal(new ConfigurationLocation(here, Find().NewPath, null), Find());
    }

    [Fact]
    public void Relative_names_are_of_the_current_folder()
    {
        var path = _folder.Write("one/two.toon", "");

        Assert.Equal(path, Find("one/two.toon").Path);
        Assert.Equal(path, Find("./one/../one/two.toon").Path);
    }

    public void Dispose() => _folder.Dispose();

    private ConfigurationLocation Find(string? given = null) =>
        ConfigurationLocation.Find(given, name => _variables.GetValueOrDefault(name), _folder.Path);
}
