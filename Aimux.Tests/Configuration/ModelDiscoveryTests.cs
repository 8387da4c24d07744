using Aimux.Silo.Configuration;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ModelDiscoveryTests
{
    [Theory]
    [InlineData("https://api.anthropic.com/v1/models", true)]
    [InlineData("https://proxy.example.test/anthropic/v1/models", false)]
    public void Anthropic_is_asked_in_its_own_way_whatever_the_provider_is_called(string url, bool isAnthropic)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        ModelDiscovery.Authorize(request, new ApiSecret("made-up-key"));
        Assert.Equal("Bearer made-up-key", request.Headers.Authorization?.ToString());
        Assert.Equal(isAnthropic, request.Headers.Contains("x-api-key"));
        Assert.Equal(isAnthropic, request.Headers.Contains("anthropic-version"));
    }

    [Fact]
    public void Without_a_key_nothing_is_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.anthropic.com/v1/models");
        ModelDiscovery.Authorize(request, ApiSecret.None);
        Assert.Empty(request.Headers);
    }
}
