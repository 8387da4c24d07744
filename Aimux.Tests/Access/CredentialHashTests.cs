using System.Security.Cryptography;
using System.Text;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Access;

public sealed class CredentialHashTests
{
    [Fact]
    public void A_password_matches_its_own_hash_and_no_other()
    {
        var text = CredentialHash.CreatePbkdf2("made-up");
        Assert.True(SecretReference.TryParse(text, out var reference, out _));
        var hash = CredentialHash.Of(reference!);

        Assert.False(hash.Knows("made-up"));
        Assert.False(hash.Verify("made-down"));
        Assert.True(hash.Verify("made-up"));
        Assert.True(hash.Knows("made-up"));
        Assert.False(hash.Knows("made-down"));
        Assert.False(hash.Verify("made-down"));
        Assert.NotEqual(text, CredentialHash.CreatePbkdf2("made-up"));
        Assert.StartsWith("pbkdf2:600000:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_hash_never_matches_a_quick_one()
    {
        Assert.True(SecretReference.TryParse(CredentialHash.CreatePbkdf2("made-up"), out var reference, out _));
        Assert.False(CredentialHash.Of(reference!).Matches(CredentialHash.Sha256("made-up")));
        Assert.True(CredentialHash.Of("made-up").Matches(CredentialHash.Sha256("made-up")));
    }

    [Fact]
    public void Upper_case_hexadecimal_is_a_hash_too()
    {
        var digits = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("made-up")));
        Assert.True(SecretReference.TryParse($"sha256:{digits}", out var reference, out _));
        Assert.True(CredentialHash.Of(reference!).Verify("made-up"));
    }

    [Fact]
    public void A_reference_is_no_hash()
    {
        Assert.True(SecretReference.TryParse("env:NAME", out var reference, out _));
        Assert.Throws<ArgumentException>(() => CredentialHash.Of(reference!));
    }
}
