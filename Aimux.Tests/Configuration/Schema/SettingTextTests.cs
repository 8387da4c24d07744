using Aimux.Silo.Configuration.Schema;
using Xunit;

namespace Aimux.Tests.Configuration.Schema;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("admin.user", "anna")]
    [InlineData("routing.max_failures", "1")]
    [InlineData("routing.max_failures", "100")]
    [InlineData("keys.weight", "0.001")]
    [InlineData("keys.weight", "1000")]
    [InlineData("routing.discovered", "true")]
    [InlineData("routing.discovered", "false")]
    [InlineData("server.deadline", "50ms")]
    [InlineData("server.deadline", "1h")]
    [InlineData("server.deadline", "1m30s")]
    [InlineData("server.max_body", "1 KiB")]
    [InlineData("server.max_body", "1 GiB")]
    [InlineData("server.listen", "http://127.0.0.1:8080")]
    [InlineData("server.listen", "http://[::1]:8080")]
    [InlineData("keys.secret", "env:CEREBRAS_API_KEY")]
    [InlineData("logging.level", "warning")]
    [InlineData("logging.format", "json")]
    [InlineData("cluster.silo_port", "0")]
    [InlineData("cluster.silo_port", "65535")]
    public void A_value_is_read_and_written_as_it_was(string setting, string text)
    {
        Assert.True(SettingText.TryParse(Find(setting), text, out var value, out var mistake), mistake);
        Assert.Equal(text, SettingText.Format(value));
        Assert.Null(mistake);
    }

    [Theory]
    [InlineData("routing.max_failures", "0", "1 to 100")]
    [InlineData("routing.max_failures", "101", "1 to 100")]
    [InlineData("routing.max_failures", "-1", "1 to 100")]
    [InlineData("routing.max_failures", "1.5", "a whole number")]
    [InlineData("routing.max_failures", "99999999999", "a whole number")]
    [InlineData("routing.max_failures", " 4", "a whole number")]
    [InlineData("keys.weight", "0", "0.001 to 1000")]
    [InlineData("keys.weight", "1000.1", "0.001 to 1000")]
    [InlineData("keys.weight", "NaN", "number", "0.001 to 1000")]
    [InlineData("keys.weight", "Infinity", "number", "0.001 to 1000")]
    [InlineData("keys.weight", "1,5", "a number")]
    [InlineData("routing.discovered", "yes", "true or false")]
    [InlineData("routing.discovered", "True", "true or false")]
    [InlineData("server.deadline", "49ms", "50ms to 1h")]
    [InlineData("server.deadline", "1h1s", "50ms to 1h")]
    [InlineData("server.deadline", "30", "a time with its unit")]
    [InlineData("server.max_body", "1023", "1 KiB to 1 GiB")]
    [InlineData("server.max_body", "much", "a size such as 64 MiB")]
    [InlineData("server.listen", "8080", "an IP address and a port")]
    [InlineData("server.listen", "http://example.com:80", "an IP address and a port")]
    [InlineData("keys.secret", "env:", "name of an environment variable")]
    [InlineData("logging.level", "Warning", "one of verbose, debug, information, warning, error, fatal")]
    [InlineData("logging.level", "3", "one of verbose")]
    [InlineData("server", "x", "settings below it")]
    public void What_does_not_fit_is_refused_with_what_does(
        string setting,
        string text,
        string expected,
        string? orElse = null
    )
    {
        Assert.False(SettingText.TryParse(Find(setting), text, out var value, out var mistake));
        Assert.Null(value);
        Assert.True(
            mistake!.Contains(expected, StringComparison.Ordinal)
                || orElse is not null && mistake.Contains(orElse, StringComparison.Ordinal),
            mistake
        );
    }

    [Fact]
    public void No_value_is_no_text() => Assert.Equal("", SettingText.Format(null));

    [Fact]
    public void A_secret_is_written_as_its_mask()
    {
        Assert.True(SettingText.TryParse(Find("keys.secret"), "made-up-key-7f3a91c2", out var value, out _));
        Assert.Equal("…91c2", SettingText.Format(value));
    }

    private static SettingSchema Find(string path)
    {
        var names = path.Split('.');
        var setting = ConfigurationSchema.Find(names[0])!;
        return names.Length == 1 ? setting : setting.Find(names[1])!;
    }
}
