using System.Text;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class SecretResolverTests
{
    private const string Key = "made-up-key-0001";
    private const string Credentials = "/run/credentials/aimux.service";

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private string? _credentials = Credentials;

    [Fact]
    public void A_secret_is_found_in_the_environment()
    {
        _variables["CEREBRAS_API_KEY"] = Key;
        Assert.Equal(Key, Resolve("env:CEREBRAS_API_KEY"));
    }

    [Theory]
    [InlineData("made-up-key-0001")]
    [InlineData("made-up-key-0001\n")]
    [InlineData("made-up-key-0001\r\n")]
    [InlineData("\ufeffmade-up-key-0001\n")]
    public void A_secret_is_found_in_a_file_with_or_without_a_line_end(string content)
    {
        _files["/etc/aimux/key"] = Encoding.UTF8.GetBytes(content);
        Assert.Equal(Key, Resolve("file:/etc/aimux/key"));
    }

    [Fact]
    public void A_bare_name_is_one_of_systemds_credentials()
    {
        _files[Credentials + "/cerebras"] = Encoding.UTF8.GetBytes(Key);
        Assert.Equal(Key, Resolve("file:cerebras"));
        _credentials = null;
        Assert.StartsWith(
            "file:cerebras names one of systemd's credentials, but CREDENTIALS_DIRECTORY is not set",
            Mistake("file:cerebras"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_secret_in_clear_is_itself() => Assert.Equal(Key, Resolve(Key));

    [Fact]
    public void What_cannot_be_had_is_told_in_words()
    {
        _variables["EMPTY"] = " ";
        _files["/empty"] = "\n"u8.ToArray();
        _files["/large"] = new byte[(64 << 10) + 1];
        _files["/binary"] = [0xff, 0xfe, 0x00];
        Assert.Equal("NOT_THERE is not set", Mistake("env:NOT_THERE"));
        Assert.Equal("EMPTY is empty", Mistake("env:EMPTY"));
        Assert.Equal("the file /nowhere cannot be read: it does not exist", Mistake("file:/nowhere"));
        Assert.Equal("the file /empty is empty", Mistake("file:/empty"));
        Assert.Equal("the file /large is larger than 64 KiB, too large for a secret", Mistake("file:/large"));
        Assert.Equal("the file /binary holds no UTF-8 text", Mistake("file:/binary"));
        Assert.StartsWith(
            "a hash cannot be sent as a key",
            Mistake("sha256:" + new string('0', 64)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("made-up key")]
    [InlineData("made-up-kéy")]
    [InlineData("made-up\r\nX-Header: 1")]
    public void What_no_header_may_hold_is_refused_without_being_repeated(string secret)
    {
        _variables["BAD"] = secret;
        Assert.Equal("BAD holds no usable key (printable ASCII without blanks)", Mistake("env:BAD"));

        // As a password it may do.
        Assert.True(Resolver().TryRead(Parse("env:BAD"), out var text, out _));
        Assert.Equal(secret, text);
    }

    [Fact]
    public void A_file_of_this_machine_is_read()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Key + "\n");
            Assert.True(SecretResolver.OfThisProcess().TryResolve(Parse("file:" + path), out var secret, out _));
            Assert.Equal(Key, secret!.Reveal());
        }
        finally
        {
            File.Delete(path);
        }

        Assert.False(
            SecretResolver.OfThisProcess().TryResolve(Parse("file:" + Path.GetTempPath()), out _, out var mistake)
        );
        Assert.EndsWith("it is a directory", mistake, StringComparison.Ordinal);
    }

    private SecretResolver Resolver() =>
        new(
            _variables.GetValueOrDefault,
            path =>
                _files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : throw new FileNotFoundException(),
            _credentials
        );

    private string? Resolve(string text) =>
        Resolver().TryResolve(Parse(text), out var secret, out _) ? secret!.Reveal() : null;

    private string? Mistake(string text)
    {
        Assert.False(Resolver().TryResolve(Parse(text), out var secret, out var mistake));
        Assert.Null(secret);
        return mistake;
    }

    private static SecretReference Parse(string text) =>
        SecretReference.TryParse(text, out var secret, out _) ? secret! : throw new FormatException();
}
