using Aimux.Dashboard.Configuration;

namespace Aimux.Dashboard.Testing;

/// <summary>A provider to be tried, configured or not.</summary>
/// <param name="Row">The provider as it is written now.</param>
/// <param name="KeyId">A key of the configuration, <c>provider/id</c>, with whose secret to ask; <c>null</c> to use <paramref name="Secret"/>.</param>
/// <param name="Secret">A secret in clear or a reference to one, not configured yet; <c>null</c> to ask without one.</param>
public sealed record ConnectionProbe(ProviderRow Row, string? KeyId = null, string? Secret = null)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => $"a probe of {Row.Id}";
}
