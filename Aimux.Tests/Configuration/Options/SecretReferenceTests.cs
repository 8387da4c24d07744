using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Configuration.Options;

public sealed class SecretReferenceTests
{
    private const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private const string Salted = "pbkdf2:600000:AAECAwQFBgcICQoLDA0ODw==:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Theory]
    [InlineData("env:CEREBRAS_API_KEY", nameof(SecretKind.Environment), "CEREBRAS_API_KEY", "env:CEREBRAS_API_KEY")]
    [InlineData("env:_a1", nameof(SecretKind.Environment), "_a1", "env:_a1")]
    [InlineData("file:/etc/aimux/key", nameof(SecretKind.File), "/etc/aimux/key", "file:/etc/aimux/key")]
    [InlineData("file:cerebras.key", nameof(SecretKind.File), "cerebras.key", "file:cerebras.key")]
    [InlineData("sha256:" + Hash, nameof(SecretKind.Sha256), Hash, "sha256:…")]
    [InlineData("made-up-key-1234", nameof(SecretKind.Clear), "made-up-key-1234", "…1234")]
    [InlineData("fifteen-letters", nameof(SecretKind.Clear), "fifteen-letters", "…")]
    [InlineData("two words", nameof(SecretKind.Clear), "two words", "…")]
    [InlineData("other:thing", nameof(SecretKind.Clear), "other:thing", "…")]
    public void Each_form_is_told_apart_and_shown_masked(string text, string kind, string content, string mask)
    {
        var secret = Parse(text);
        Assert.Equal(kind, secret.Kind.ToString());
        Assert.Equal(content, secret.Content());
        Assert.Equal(text, secret.Reveal());
        Assert.Equal(mask, secret.Mask);
        Assert.Equal(mask, $"{secret}");
    }

    [Fact]
    public void A_salted_hash_is_shown_without_its_salt()
    {
        Assert.Equal(SecretKind.Pbkdf2, Parse(Salted).Kind);
        Assert.Equal("pbkdf2:…", Parse(Salted).ToString());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("env:", "env: must be followed by the name")]
    [InlineData("env:1X", "env: must be followed by the name")]
    [InlineData("env:A-B", "env: must be followed by the name")]
    [InlineData("env:A\n", "env: must be followed by the name")]
    [InlineData("ENV:CEREBRAS_API_KEY", "the prefix env: must be in lower case")]
    [InlineData("file:", "file: must be followed by an absolute path")]
    [InlineData("file:a\0b", "file: must be followed by an absolute path")]
    [InlineData("file:keys/cerebras", "file: takes an absolute path")]
    [InlineData("file:./cerebras", "file: takes an absolute path")]
    [InlineData("file:..", "file: takes an absolute path")]
    [InlineData("sha256:0011", "sha256: must be followed by the 64 hexadecimal digits")]
    [InlineData("sha256:" + Hash + "0", "sha256: must be followed by the 64 hexadecimal digits")]
    [InlineData("pbkdf2:1:AAECAwQFBgc=:AAECAwQFBgcICQoLDA0ODw==", "pbkdf2: must be followed by ITERATIONS:SALT:HASH")]
    [InlineData("pbkdf2:600000:AAECAwQFBgcICQoLDA0ODw==", "pbkdf2: must be followed by ITERATIONS:SALT:HASH")]
    [InlineData("pbkdf2:600000:???:AAECAwQFBgcICQoLDA0ODw==", "pbkdf2: must be followed by ITERATIONS:SALT:HASH")]
    [InlineData("pbkdf2:600000:AAECAwQFBgc=:AAEC", "pbkdf2: must be followed by ITERATIONS:SALT:HASH")]
    [InlineData("…1234", "it is only the mask of a secret")]
    [InlineData("${CEREBRAS_API_KEY}", "it is written as a shell's variable")]
    [InlineData(" made-up-key", "it starts or ends with a blank")]
    [InlineData("made-up\u0007key", "it holds control characters")]
    public void What_cannot_be_a_secret_is_refused_with_words(string text, string words)
    {
        Assert.False(SecretReference.TryParse(text, out var secret, out var mistake));
        Assert.Null(secret);
        Assert.StartsWith(words, mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:made-up-key-1")]
    [InlineData("file:made-up/key-1")]
    [InlineData("sha256:made-up-key-1")]
    [InlineData("pbkdf2:made-up-key-1")]
    [InlineData(" made-up-key-1")]
    [InlineData("${made-up-key-1}")]
    public void Words_about_a_mistake_do_not_repeat_the_text(string text)
    {
        Assert.False(SecretReference.TryParse(text, out _, out var mistake));
        Assert.DoesNotContain("made-up", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_texts_are_equal_secrets()
    {
        Assert.Equal(Parse("env:A"), Parse("env:A"));
        Assert.Equal(Parse("env:A").GetHashCode(), Parse("env:A").GetHashCode());
        Assert.NotEqual(Parse("env:A"), Parse("file:A"));
        Assert.NotEqual(Parse("env:A"), Parse("A"));
    }

    [Fact]
    public void No_property_holds_the_secret_in_clear()
    {
        var secret = Parse("made-up-key-1234");
        var shown = typeof(SecretReference).GetProperties().Select(property => $"{property.GetValue(secret)}");
        Assert.DoesNotContain(shown, text => text.Contains("made-up", StringComparison.Ordinal));
    }

    private static SecretReference Parse(string text) =>
        SecretReference.TryParse(text, out var secret, out var mistake) ? secret! : throw new FormatException(mistake);
}
