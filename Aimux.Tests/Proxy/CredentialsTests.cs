using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData(Dialect.OpenAi, false, "made-up-key", null, "Bearer made-up-key", null)]
    [InlineData(Dialect.OpenAi, true, "made-up-key", "made-up-key", "Bearer made-up-key", "2023-06-01")]
    [InlineData(Dialect.Anthropic, true, "made-up-key", "made-up-key", null, "2023-06-01")]
    [InlineData(Dialect.Anthropic, true, "sk-ant-oat-made-up", null, "Bearer sk-ant-oat-made-up", "2023-06-01")]
    public void A_key_is_shown_as_its_provider_wants_it(
        Dialect dialect,
        bool isMessagesApi,
        string secret,
        string? key,
        string? bearer,
        string? version
    )
    {
        using var request = Add(dialect, isMessagesApi, new ApiSecret(secret));

        Assert.Equal(key, Header(request, "x-api-key"));
        Assert.Equal(bearer, Header(request, "Authorization"));
        Assert.Equal(version, Header(request, "anthropic-version"));
    }

    [Fact]
    public void A_subscriptions_token_brings_the_beta_that_makes_it_count()
    {
        using var token = Add(Dialect.Anthropic, true, new ApiSecret("sk-ant-oat-made-up"));
        using var key = Add(Dialect.Anthropic, true, new ApiSecret("made-up-key"));
        Assert.Equal("oauth-2025-04-20", Header(token, "anthropic-beta"));
        Assert.Null(Header(key, "anthropic-beta"));
    }

    [Fact]
    public void The_callers_version_stands()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.test/v1/messages");
        request.Headers.TryAddWithoutValidation("anthropic-version", "2024-01-01");

        Credentials.Add(request, ApiSecret.None, Provider(Dialect.Anthropic), isMessagesApi: true);

        Assert.Equal("2024-01-01", Header(request, "anthropic-version"));
    }

    [Fact]
    public void Without_a_key_none_is_sent()
    {
        using var request = Add(Dialect.OpenAi, false, ApiSecret.None);
        Assert.Empty(request.Headers);
    }

    private static HttpRequestMessage Add(Dialect dialect, bool isMessagesApi, ApiSecret secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.test/v1");
        Credentials.Add(request, secret, Provider(dialect), isMessagesApi);
        return request;
    }

    private static ProviderDefinition Provider(Dialect dialect) =>
        Some.Provider("one", new Uri("https://api.example.test/v1")) with
        {
            Dialect = dialect,
        };

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
