using System.Text;
using Microsoft.Extensions.Primitives;

namespace Aimux.Silo.Access;

/// <summary>A name and a password as HTTP Basic carries them (RFC 7617).</summary>
/// <param name="User">Without a colon.</param>
/// <param name="Password">May be empty.</param>
internal readonly record struct BasicLogin(string User, string Password)
{
    private const string Scheme = "Basic ";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary><c>null</c> if the header is anything else.</summary>
    public static BasicLogin? Read(StringValues authorization)
    {
        if (authorization is not [{ } text] || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var pair = StrictUtf8.GetString(Convert.FromBase64String(text[Scheme.Length..].Trim()));
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : new BasicLogin(pair[..colon], pair[(colon + 1)..]);
        }
        catch (Exception mistake) when (mistake is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => "a login";
}
