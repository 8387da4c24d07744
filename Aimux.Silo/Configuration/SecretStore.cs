using System.Collections.Concurrent;

namespace Aimux.Silo.Configuration;

/// <summary>The secrets of this process, by key id. They never leave it but in a request to their own provider.</summary>
internal sealed class SecretStore
{
    private readonly ConcurrentDictionary<string, ApiSecret> _secrets = new(StringComparer.Ordinal);

    public ApiSecret? Find(string keyId) => _secrets.GetValueOrDefault(keyId);

    public void Set(string keyId, ApiSecret secret) => _secrets[keyId] = secret;

    /// <summary>Forgets the keys that left the configuration.</summary>
    public void Keep(IReadOnlySet<string> keyIds)
    {
        foreach (var stale in _secrets.Keys.Where(keyId => !keyIds.Contains(keyId)))
        {
            _secrets.TryRemove(stale, out _);
        }
    }
}
