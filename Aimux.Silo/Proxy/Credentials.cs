using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;

namespace Aimux.Silo.Proxy;

/// <summary>How a key's secret is shown to its provider.</summary>
internal static class Credentials
{
    private const string VersionHeader = "anthropic-version";
    private const string Version = "2023-06-01";

    // Tokens of a subscription, which Anthropic takes as a bearer's.
    private const string SubscriptionToken = "sk-ant-oat";
    private const string SubscriptionBeta = "oauth-2025-04-20";

    /// <summary>Whether an address is Anthropic's own.</summary>
    public static bool IsAnthropics(Uri? address) => address?.Host == "api.anthropic.com";

    /// <param name="request">What is sent; the caller's headers must be on it already.</param>
    /// <param name="secret">The key's secret.</param>
    /// <param name="provider">Whom it belongs to.</param>
    /// <param name="isMessagesApi">Whether the provider is asked in Anthropic's API.</param>
    public static void Add(
        HttpRequestMessage request,
        ApiSecret secret,
        ProviderDefinition provider,
        bool isMessagesApi
    )
    {
        if (isMessagesApi && !request.Headers.NonValidated.Contains(VersionHeader))
        {
            request.Headers.TryAddWithoutValidation(VersionHeader, Version);
        }

        if (secret.IsNone)
        {
            return;
        }

        // Others that speak its protocol take either; Anthropic itself takes two credentials for a mistake.
        var isAnthropic = provider.Dialect == Dialect.Anthropic || IsAnthropics(request.RequestUri);
        var isToken = secret.Reveal().StartsWith(SubscriptionToken, StringComparison.Ordinal);
        if (isMessagesApi && !(isAnthropic && isToken))
        {
            request.Headers.TryAddWithoutValidation("x-api-key", secret.Reveal());
        }

        if (isMessagesApi && isAnthropic && isToken)
        {
            request.Headers.TryAddWithoutValidation("anthropic-beta", SubscriptionBeta);
        }

        if (!isMessagesApi || !isAnthropic || isToken)
        {
            request.Headers.TryAddWithoutValidation("Authorization", secret.Bearer());
        }
    }
}
