using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;
using Xunit;

namespace Aimux.Tests.Configuration.Validation;

public sealed class SecretChecksTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData(UnixFileMode.None)]
    [InlineData(UnixFileMode.GroupExecute)]
    public void A_file_that_its_owner_alone_reads_may_hold_secrets(UnixFileMode more) =>
        Assert.Null(SecretChecks.FindFileMode(OwnerOnly | more, WithKey("made-up-key-1")));

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_reach_may_not(UnixFileMode more)
    {
        Assert.Contains("chmod 600", SecretChecks.FindFileMode(OwnerOnly | more, WithKey("made-up-key-1")));
        Assert.Contains("chmod 600", SecretChecks.FindFileMode(OwnerOnly | more, WithPassword("made-up-word")));
        Assert.Contains("chmod 600", SecretChecks.FindFileMode(OwnerOnly | more, WithToken("made-up-token-1")));
    }

    [Theory]
    [InlineData("env:CEREBRAS_API_KEY")]
    [InlineData("file:/etc/aimux/key")]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void References_and_hashes_may_be_read_by_anybody(string reference) =>
        Assert.Null(SecretChecks.FindFileMode((UnixFileMode)0b110_110_110, WithToken(reference)));

    [Fact]
    public void References_that_lead_nowhere_are_named_with_their_setting()
    {
        var options = new AimuxOptions
        {
            Admin = new() { Password = Secret("env:NO_PASSWORD") },
            Keys =
            [
                new()
                {
                    Id = "a",
                    Provider = "groq",
                    Secret = Secret("env:GROQ_API_KEY"),
                },
                new()
                {
                    Id = "b",
                    Provider = "groq",
                    Secret = Secret("env:EMPTY"),
                },
                new()
                {
                    Id = "c",
                    Provider = "groq",
                    Secret = Secret("file:/etc/aimux/none"),
                },
                new()
                {
                    Id = "d",
                    Provider = "groq",
                    Secret = Secret("made-up-key-1"),
                },
            ],
            Callers = [new() { Id = "me", Token = Secret("file:token") }],
        };
        var resolver = new SecretResolver(
            name =>
                name switch
                {
                    "GROQ_API_KEY" => "made-up-key-2",
                    "EMPTY" => " ",
                    _ => null,
                },
            _ => throw new FileNotFoundException(),
            credentials: null
        );

        var found = SecretChecks.FindUnresolved(options, resolver).ToList();

        Assert.Equal(4, found.Count);
        Assert.Equal("The secret of the key groq/b: EMPTY is empty.", found[0]);
        Assert.StartsWith(
            "The secret of the key groq/c: the file /etc/aimux/none cannot be read: it does not exist",
            found[1],
            StringComparison.Ordinal
        );
        Assert.StartsWith("The token of the caller me: file:token names", found[2], StringComparison.Ordinal);
        Assert.Equal("admin.password: NO_PASSWORD is not set.", found[3]);
        Assert.DoesNotContain(found, line => line.Contains("made-up", StringComparison.Ordinal));
    }

    private static AimuxOptions WithKey(string secret) =>
        new()
        {
            Keys =
            [
                new()
                {
                    Id = "a",
                    Provider = "groq",
                    Secret = Secret(secret),
                },
            ],
        };

    private static AimuxOptions WithPassword(string secret) => new() { Admin = new() { Password = Secret(secret) } };

    private static AimuxOptions WithToken(string secret) =>
        new() { Callers = [new() { Id = "me", Token = Secret(secret) }] };

    private static SecretReference Secret(string text)
    {
        Assert.True(SecretReference.TryParse(text, out var reference, out var mistake), mistake);
        return reference!;
    }
}
