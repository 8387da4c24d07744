using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>
/// The secrets of this process, by key id and by the address that they are meant for: while the configuration changes,
/// no request can carry the new secret of a key to its old place, or the other way round. They never leave the process
/// but in a request to their own provider.
/// </summary>
internal sealed class SecretStore
{
    private readonly ConcurrentDictionary<(string KeyId, string Address), ApiSecret> _secrets = new();

    public ApiSecret? Find(string keyId, ProviderDefinition provider) => Find(keyId, AddressOf(provider));

    public ApiSecret? Find(string keyId, string address) => _secrets.GetValueOrDefault((keyId, address));

    /// <summary>Takes the secrets of a configuration in, beside those that are here already.</summary>
    public void Add(ConfiguredProviders configured)
    {
        foreach (var (place, secret) in Places(configured))
        {
            _secrets[place] = secret;
        }
    }

    /// <summary>Forgets all but the secrets of a configuration.</summary>
    public void Keep(ConfiguredProviders configured)
    {
        var kept = Places(configured).Select(place => place.Key).ToHashSet();
        foreach (var stale in _secrets.Keys.Where(place => !kept.Contains(place)))
        {
            _secrets.TryRemove(stale, out _);
        }
    }

    private static IEnumerable<KeyValuePair<(string KeyId, string Address), ApiSecret>> Places(
        ConfiguredProviders configured
    )
    {
        foreach (var provider in configured.Providers)
        {
            foreach (var key in provider.Keys)
            {
                if (configured.Secrets.TryGetValue(key.Id, out var secret))
                {
                    yield return new((key.Id, AddressOf(provider)), secret);
                }
            }
        }
    }

    /// <summary>All places of a provider, since each gets the secret.</summary>
    private static string AddressOf(ProviderDefinition provider) =>
        provider.MessagesUrl.Length == 0 ? provider.BaseUrl : $"{provider.BaseUrl} {provider.MessagesUrl}";
}
