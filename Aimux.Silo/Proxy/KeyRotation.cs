namespace Aimux.Silo.Proxy;

/// <summary>Which other keys of the same provider may do better.</summary>
internal enum KeyRotation
{
    None,

    /// <summary>Any other key.</summary>
    Key,

    /// <summary>One other key, once.</summary>
    OneKey,

    /// <summary>Only keys of another quota group: the account is at fault.</summary>
    QuotaGroup,
}
