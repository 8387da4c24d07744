using System.Text.Json;
using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Configuration.Options;

public sealed class OptionsContextTests
{
    [Fact]
    public void What_a_file_leaves_out_keeps_its_default()
    {
        var read = Read("""{"version":1,"server":{"max_body":"1 MiB"}}""");
        Assert.Equal(1L << 20, read.Server.MaxBody.Bytes);
        Assert.Equal(8L << 20, read.Server.MaxHeldAnswer.Bytes);
        Assert.Equal(TimeSpan.FromMinutes(10), read.Server.Deadline);
        Assert.Equal("http://127.0.0.1:8081", read.Admin.Listen.ToString());
        Assert.Equal(LogLevelName.Information, read.Logging.Level);
        Assert.True(read.Routing.Discovered);
        Assert.Empty(read.Providers);
    }

    [Fact]
    public void A_row_keeps_the_defaults_of_its_other_fields()
    {
        var read = Read("""{"keys":[{"id":"a","provider":"groq","secret":"env:A","rpm":30}]}""");
        var key = Assert.Single(read.Keys);
        Assert.Equal((1, true, 30, null), (key.Weight, key.Enabled, key.Rpm, key.Tpm));
        Assert.Equal("env:A", key.Secret?.ToString());
    }

    [Fact]
    public void All_settings_are_written_and_read_again_as_they_were()
    {
        var once = Write(new AimuxOptions());
        Assert.Equal(once, Write(Read(once)));
        Assert.Contains("\"deadline\":\"10m\"", once, StringComparison.Ordinal);
        Assert.Contains("\"max_body\":\"64 MiB\"", once, StringComparison.Ordinal);
        Assert.Contains("\"level\":\"information\"", once, StringComparison.Ordinal);
        Assert.Contains("\"silo_port\":0", once, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clear_secret_is_read_and_never_written()
    {
        var read = Read("""{"admin":{"password":"made-up-password-1234"}}""");
        Assert.Equal("made-up-password-1234", read.Admin.Password?.Reveal());
        Assert.Contains(
            "…1234",
            JsonDocument.Parse(Write(read)).RootElement.GetProperty("admin").GetProperty("password").GetString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("made-up", Write(read), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"serve":{}}""")]
    [InlineData("""{"server":{"MaxBody":1}}""")]
    [InlineData("""{"server":null}""")]
    [InlineData("""{"version":1,"version":1}""")]
    [InlineData("""{"logging":{"level":2}}""")]
    [InlineData("""{"logging":{"level":"loud"}}""")]
    [InlineData("""{"server":{"deadline":5}}""")]
    [InlineData("""{"server":{"listen":"http://example.test:1"}}""")]
    public void What_is_not_in_the_format_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void A_refusal_of_a_secret_does_not_show_it()
    {
        var refused = Assert.Throws<JsonException>(() => Read("""{"admin":{"password":"env:made-up-1"}}"""));
        Assert.StartsWith(
            "The secret cannot be used: env: must be followed",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("made-up", refused.ToString(), StringComparison.Ordinal);
    }

    private static AimuxOptions Read(string json) =>
        JsonSerializer.Deserialize(json, OptionsContext.Default.AimuxOptions)!;

    private static string Write(AimuxOptions options) =>
        JsonSerializer.Serialize(options, OptionsContext.Default.AimuxOptions);
}
