using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aimux.Silo.Access;

/// <summary>
/// What a token or password is compared with: its hash, never itself. Comparing takes the same time wherever the first
/// difference is.
/// </summary>
internal sealed class CredentialHash
{
    /// <summary>What OWASP asks of PBKDF2 with SHA-256.</summary>
    private const int Iterations = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    // One slow comparison that succeeded makes the next ones of the same text quick; its key lives as long as the process.
    private readonly byte[] _memoryKey = RandomNumberGenerator.GetBytes(HashBytes);
    private volatile byte[]? _verified;

    private CredentialHash(int iterations, byte[] salt, byte[] hash) =>
        (_iterations, _salt, _hash) = (iterations, salt, hash);

    /// <summary>Of a text in clear.</summary>
    public static CredentialHash OfText(string text) => new(0, [], SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <param name="hexadecimal">64 digits.</param>
    public static CredentialHash OfSha256(string hexadecimal) => new(0, [], Convert.FromHexString(hexadecimal));

    /// <param name="text"><c>ITERATIONS:SALT:HASH</c>, salt and hash in Base64.</param>
    public static CredentialHash OfPbkdf2(string text)
    {
        var parts = text.Split(':');
        return new CredentialHash(
            int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture),
            Convert.FromBase64String(parts[1]),
            Convert.FromBase64String(parts[2])
        );
    }

    /// <summary>What a configuration file holds of a password, with a new salt: <c>pbkdf2:600000:…:…</c>.</summary>
    public static string CreatePbkdf2(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, HashBytes);
        return $"pbkdf2:{Iterations}:{Convert.ToBase64String(salt)}:{Convert.ToBase64String(hash)}";
    }

    /// <param name="given">UTF-8 of what was given.</param>
    public bool Matches(ReadOnlySpan<byte> given)
    {
        Span<byte> digest = stackalloc byte[HashBytes];
        if (_iterations == 0)
        {
            SHA256.HashData(given, digest);
            return CryptographicOperations.FixedTimeEquals(digest, _hash);
        }

        HMACSHA256.HashData(_memoryKey, given, digest);
        if (_verified is { } verified && CryptographicOperations.FixedTimeEquals(digest, verified))
        {
            return true;
        }

        var slow = Rfc2898DeriveBytes.Pbkdf2(given, _salt, _iterations, HashAlgorithmName.SHA256, _hash.Length);
        if (!CryptographicOperations.FixedTimeEquals(slow, _hash))
        {
            return false;
        }

        _verified = digest.ToArray();
        return true;
    }
}
