namespace Aimux.Silo.Admin.Api;

/// <summary>A change of the operator's password.</summary>
internal sealed record PasswordBody(string? Current = null, string? Next = null)
{
    /// <summary>Neither of them.</summary>
    public override string ToString() => "a change of the password";
}
