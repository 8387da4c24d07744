using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Access;

/// <summary>
/// What a token or a password is compared with, in constant time: SHA-256 for long random tokens, PBKDF2 for passwords.
/// The secret itself is not kept.
/// </summary>
internal sealed class CredentialHash
{
    private const int Iterations = 600_000; // OWASP's figure for PBKDF2-HMAC-SHA256
    private const int SaltLength = 16;

    // Of this process alone: the digests of verified passwords are worth nothing elsewhere.
    private static readonly byte[] ProcessKey = RandomNumberGenerator.GetBytes(32);

    private readonly int _iterations; // 0 for SHA-256
    private readonly byte[] _salt;
    private readonly byte[] _hash;
    private byte[]? _verified;

    private CredentialHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Whether each first look at a password takes long, as it must where people choose them.</summary>
    public bool IsSlow => _iterations > 0;

    /// <param name="secret">A secret in clear.</param>
    public static CredentialHash Of(string secret) => new(0, [], Sha256(secret));

    /// <param name="reference">A hash, or a secret in clear; no reference to one.</param>
    /// <exception cref="ArgumentException">The secret is elsewhere.</exception>
    public static CredentialHash Of(SecretReference reference)
    {
        switch (reference.Kind)
        {
            case SecretKind.Clear:
                return Of(reference.Content());
            case SecretKind.Sha256:
                return new CredentialHash(0, [], Convert.FromHexString(reference.Content()));
            case SecretKind.Pbkdf2:
                var parts = reference.Content().Split(':');
                var iterations = int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture);
                return new CredentialHash(
                    iterations,
                    Convert.FromBase64String(parts[1]),
                    Convert.FromBase64String(parts[2])
                );
            default:
                throw new ArgumentException("Read the secret first; this only says where it is.", nameof(reference));
        }
    }

    /// <summary>A password as a configuration file should hold it: <c>pbkdf2:ITERATIONS:SALT:HASH</c>.</summary>
    public static string CreatePbkdf2(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Pbkdf2(password, salt, Iterations, SHA256.HashSizeInBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"pbkdf2:{Iterations}:{Convert.ToBase64String(salt)}:{Convert.ToBase64String(hash)}"
        );
    }

    /// <summary>The digest that <see cref="Matches"/> takes, so that one serves to compare with many.</summary>
    public static byte[] Sha256(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret with this SHA-256 is the one. No slow hash can tell.</summary>
    public bool Matches(ReadOnlySpan<byte> sha256) => !IsSlow && CryptographicOperations.FixedTimeEquals(sha256, _hash);

    /// <summary>Whether this is known, at no cost, to be the secret: of a slow hash, one that was verified before.</summary>
    public bool Knows(string secret)
    {
        return IsSlow
            ? Volatile.Read(ref _verified) is { } verified
                && CryptographicOperations.FixedTimeEquals(Keyed(secret), verified)
            : Matches(Sha256(secret));
    }

    /// <summary>Whether this is the secret. Of a slow hash, the first time and every wrong secret take about 0.2 s.</summary>
    public bool Verify(string secret)
    {
        if (Knows(secret))
        {
            return true;
        }

        if (
            !IsSlow || !CryptographicOperations.FixedTimeEquals(Pbkdf2(secret, _salt, _iterations, _hash.Length), _hash)
        )
        {
            return false;
        }

        Volatile.Write(ref _verified, Keyed(secret));
        return true;
    }

    /// <summary>Tells one hash from another; of this process alone, and worth nothing to who guesses.</summary>
    public byte[] Fingerprint() => HMACSHA256.HashData(ProcessKey, (byte[])[.. _salt, .. _hash]);

    private static byte[] Keyed(string secret) => HMACSHA256.HashData(ProcessKey, Encoding.UTF8.GetBytes(secret));

    private static byte[] Pbkdf2(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length);
}
