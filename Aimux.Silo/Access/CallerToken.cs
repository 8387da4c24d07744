using System.Buffers.Text;
using System.Security.Cryptography;

namespace Aimux.Silo.Access;

/// <summary>The token of a caller: made by Aimux, shown once, kept as a hash.</summary>
internal static class CallerToken
{
    private const int Bytes = 32;

    /// <summary>A token of 256 random bits.</summary>
    public static string Create() => "aimux_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What the configuration keeps of a token.</summary>
    public static string Hash(string token) => "sha256:" + Convert.ToHexStringLower(CredentialHash.Sha256(token));
}
