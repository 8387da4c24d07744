using System.Security.Cryptography;

namespace Aimux.Silo.Access;

/// <summary>The operator's name and password.</summary>
internal sealed class AdminLogin
{
    /// <summary>The password that everybody tries first; good enough among the programs of one machine.</summary>
    public const string UsualPassword = "admin";

    private readonly byte[] _user;
    private readonly CredentialHash? _password;

    /// <param name="user">The operator's name.</param>
    /// <param name="password"><c>null</c> if there is one that cannot be had: then nobody gets in.</param>
    /// <param name="isUsual">Whether other machines reach the listener, and it is <see cref="UsualPassword"/>.</param>
    public AdminLogin(string user, CredentialHash? password, bool isUsual)
    {
        _user = CredentialHash.Sha256(user);
        _password = password;
        IsUsual = isUsual;
        Stamp = Convert.ToHexStringLower(SHA256.HashData([.. _user, .. password?.Fingerprint() ?? []]));
    }

    public bool IsUsual { get; }

    /// <summary>Whether the password is the one that everybody tries first, wherever the listener is.</summary>
    public bool IsEverybodys => _password?.Knows(UsualPassword) ?? false;

    /// <summary>Changes with name and password: who logged in under another one is logged in no longer.</summary>
    public string Stamp { get; }

    /// <summary>The login of who set no password.</summary>
    /// <param name="user">The operator's name.</param>
    /// <param name="isOpen">Whether other machines reach the listener.</param>
    public static AdminLogin Everybodys(string user, bool isOpen) =>
        new(user, CredentialHash.Of(UsualPassword), isUsual: isOpen);

    /// <summary>Whether there is a password to compare with.</summary>
    public bool IsKnown => _password is not null;

    /// <summary>Whether this login is known, at no cost, to be right.</summary>
    public bool Knows(string user, string password) => IsUser(user) & (_password?.Knows(password) ?? false);

    /// <summary>Whether this login is right; may take about 0.2 s. A wrong name takes as long as a wrong password.</summary>
    public bool Verify(string user, string password) => IsUser(user) & (_password?.Verify(password) ?? false);

    private bool IsUser(string user) => CryptographicOperations.FixedTimeEquals(CredentialHash.Sha256(user), _user);
}
