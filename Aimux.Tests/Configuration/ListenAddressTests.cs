using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:80")]
    [InlineData("http://127.5.6.7:65535", "http://127.5.6.7:65535")]
    [InlineData("http://localhost:9000", "http://127.0.0.1:9000")]
    [InlineData("HTTP://LOCALHOST:9000", "http://127.0.0.1:9000")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    public void A_loopback_address_is_accepted(string text, string expected)
    {
        var address = ListenAddress.Parse(text);
        Assert.Equal(expected, address.ToString());
        Assert.Equal(new Uri(expected), address.Uri);
        Assert.True(address.IsLoopback);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("localhost:8080")]
    [InlineData("/tmp/socket")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://127.0.0.1:x")]
    public void What_is_no_address_is_refused_with_an_example(string text)
    {
        Assert.Equal(
            $"'{text}' is no address to listen on. Expected: http://127.0.0.1:PORT.",
            Assert.Throws<FormatException>(() => ListenAddress.Parse(text)).Message
        );
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1")]
    [InlineData("http://127.0.0.1:8080/?a=b")]
    [InlineData("http://user@127.0.0.1:8080")]
    public void More_than_address_and_port_is_refused(string text)
    {
        Assert.Equal(
            $"'{text}' has more than an address and a port. Expected: http://127.0.0.1:PORT.",
            Assert.Throws<FormatException>(() => ListenAddress.Parse(text)).Message
        );
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.168.1.5:8080")]
    [InlineData("http://10.0.0.1:80")]
    [InlineData("http://[2001:db8::1]:8080")]
    public void An_address_that_others_could_reach_is_told_apart(string text)
    {
        var address = ListenAddress.Parse(text);
        Assert.Equal(text, address.ToString());
        Assert.False(address.IsLoopback);
    }

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    public void A_star_is_refused_with_what_to_write_instead(string text)
    {
        Assert.Equal(
            $"'{text}' names no address. Expected: http://127.0.0.1:PORT. "
                + "0.0.0.0 stands for every address of this machine, [::] for IPv6 too.",
            Assert.Throws<FormatException>(() => ListenAddress.Parse(text)).Message
        );
    }

    [Theory]
    [InlineData("http://example.test:8080", "example.test")]
    [InlineData("http://localhost.example.test:8080", "localhost.example.test")]
    public void Any_name_but_localhost_is_refused(string text, string host)
    {
        var refused = Assert.Throws<FormatException>(() => ListenAddress.Parse(text));
        Assert.StartsWith($"'{host}' is a name", refused.Message, StringComparison.Ordinal);
    }
}
