using System.Security.Cryptography;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Access;

/// <summary>Who may use the listeners now. A replaced snapshot counts from the next request on.</summary>
internal sealed class AccessControl
{
    private static readonly CallerIdentity OwnCaller = new("playground");

    private AccessSnapshot _current = AccessSnapshot.Closed;

    /// <summary>
    /// What this process shows as its token when it calls itself; made anew at each start, known to nobody else, and good
    /// for nothing elsewhere.
    /// </summary>
    public string OwnToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Who calls with <see cref="OwnToken"/>; <c>null</c> for another token. Takes the same time whatever it is.</summary>
    public CallerIdentity? FindOwn(string token) =>
        CryptographicOperations.FixedTimeEquals(CredentialHash.Sha256(token), CredentialHash.Sha256(OwnToken))
            ? OwnCaller
            : null;

    public AccessSnapshot Current => Volatile.Read(ref _current);

    public void Replace(AccessSnapshot next) => Volatile.Write(ref _current, next);
}
