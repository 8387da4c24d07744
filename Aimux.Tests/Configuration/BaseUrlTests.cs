using Aimux.Silo.Configuration;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("")]
    [InlineData("api.example.test/v1")]
    [InlineData("ftp://api.example.test/v1")]
    [InlineData("/v1")]
    [InlineData("http://")]
    public void What_is_no_http_url_is_refused(string text)
    {
        Assert.False(BaseUrl.TryParse(text, out var url, out var mistake));
        Assert.Null(url);
        Assert.Equal("is no http(s) URL such as https://api.example.com/v1", mistake);
    }

    [Theory]
    [InlineData("https://user@api.example.test/v1")]
    [InlineData("https://user:made-up-1@api.example.test/v1")]
    [InlineData("https://api.example.test/v1?key=made-up-1")]
    [InlineData("https://api.example.test/v1#made-up-1")]
    public void More_than_an_address_and_a_path_is_refused_without_being_repeated(string text)
    {
        Assert.False(BaseUrl.TryParse(text, out var url, out var mistake, "https://x.test"));
        Assert.Null(url);
        Assert.Equal("holds more than an address and a path, such as https://x.test", mistake);
    }

    [Theory]
    [InlineData("https://api.example.test", null, "https://api.example.test")]
    [InlineData("https://api.example.test/", "https://x.test/v1", "https://api.example.test/v1")]
    [InlineData("https://api.example.test/v2/", "https://x.test/v1", "https://api.example.test/v2")]
    [InlineData(" http://10.0.0.1:9000/v1 ", null, "http://10.0.0.1:9000/v1")]
    public void An_address_is_kept_without_its_last_slash(string text, string? usual, string expected)
    {
        Assert.True(BaseUrl.TryParse(text, out var url, out var mistake));
        Assert.Null(mistake);
        Assert.Equal(expected, BaseUrl.Normalize(url!, usual));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080/v1", "http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080", "http://0.0.0.0:8080", true)]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://10.0.0.1:8080", "http://10.0.0.1:8080", true)]
    [InlineData("http://127.0.0.1:8081", "http://127.0.0.1:8080", false)]
    [InlineData("http://10.0.0.2:8080", "http://10.0.0.1:8080", false)]
    public void An_address_that_leads_back_is_told(string url, string own, bool leads) =>
        Assert.Equal(leads, BaseUrl.LeadsTo(new Uri(url), new Uri(own)));

    [Theory]
    [InlineData("https://api.example.test/anthropic", "https://api.example.test/anthropic/v1")]
    [InlineData("https://api.example.test/anthropic/", "https://api.example.test/anthropic/v1")]
    [InlineData("https://api.example.test/anthropic/v1", "https://api.example.test/anthropic/v1")]
    [InlineData("https://api.example.test/v2/", "https://api.example.test/v2")]
    [InlineData("https://api.example.test", "https://api.example.test/v1")]
    [InlineData("https://v2.example.test", "https://v2.example.test/v1")]
    [InlineData("https://api.example.test/v2ray", "https://api.example.test/v2ray/v1")]
    public void Anthropics_api_has_a_version_though_its_sdks_leave_it_out(string given, string address) =>
        Assert.Equal(address, BaseUrl.NormalizeMessages(new Uri(given)));
}
