using System.Security.Cryptography;

namespace Aimux.Silo.Configuration.Files;

/// <summary>What a configuration file held when it was read.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Version">SHA-256 of them, lower-case hexadecimal.</param>
internal sealed record ConfigurationText(byte[] Content, string Version)
{
    public static ConfigurationText Of(byte[] content) =>
        new(content, Convert.ToHexStringLower(SHA256.HashData(content)));
}
