using Aimux.Silo.Configuration;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ApiSecretTests
{
    private const string Text = "fake-0123456789-abcd";

    [Fact]
    public void A_secret_prints_as_its_last_four_characters()
    {
        var secret = new ApiSecret(Text);
        Assert.Equal("…abcd", secret.ToString());
        Assert.Equal("…abcd", $"{secret}");
        Assert.Equal(Text, secret.Reveal());
        Assert.Equal("Bearer " + Text, secret.Bearer());
    }

    [Theory]
    [InlineData("k")]
    [InlineData("abcd")]
    [InlineData("fifteen-letters")]
    public void Of_a_short_secret_nothing_is_shown(string text) => Assert.Equal("…", new ApiSecret(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData(" fake")]
    [InlineData("fake\n")]
    [InlineData("fake\r\nX-Header: 1")]
    [InlineData("fake\t")]
    [InlineData("fake\0")]
    [InlineData("fake\u007f")]
    [InlineData("faké")]
    [InlineData("fake…")]
    public void What_no_header_may_hold_is_refused_without_being_repeated(string text)
    {
        var refused = Assert.Throws<ArgumentException>(() => new ApiSecret(text));
        Assert.DoesNotContain("fak", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_sent_as_nothing_and_hides_nothing()
    {
        Assert.True(ApiSecret.None.IsNone);
        Assert.Equal("…", ApiSecret.None.ToString());
        Assert.Equal("plain words", ApiSecret.None.Scrub("plain words"));
        Assert.False(new ApiSecret("k").IsNone);
    }

    [Fact]
    public void Every_printable_character_is_accepted()
    {
        var all = new string([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);
        Assert.Equal(all, new ApiSecret(all).Reveal());
    }
}
