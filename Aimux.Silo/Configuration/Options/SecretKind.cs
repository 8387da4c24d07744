namespace Aimux.Silo.Configuration.Options;

/// <summary>How a setting gives a secret.</summary>
internal enum SecretKind
{
    /// <summary>The secret itself.</summary>
    Clear = 0,

    /// <summary><c>env:NAME</c>: in an environment variable.</summary>
    Environment = 1,

    /// <summary><c>file:/path</c>, or <c>file:name</c> in systemd's credentials directory.</summary>
    File = 2,

    /// <summary><c>sha256:HEX</c>: only its hash, to compare a long random token with.</summary>
    Sha256 = 3,

    /// <summary><c>pbkdf2:ITERATIONS:SALT:HASH</c>: only its hash, to compare a password with.</summary>
    Pbkdf2 = 4,
}
