using System.Security.Claims;

namespace Aimux.Dashboard.Access;

/// <summary>The operator's password.</summary>
public interface IPasswords
{
    /// <summary>Whether it is still the one that everybody tries first.</summary>
    bool IsUsual { get; }

    /// <summary>Whether it can be changed here; not where the configuration takes it from elsewhere.</summary>
    bool MayChange { get; }

    /// <summary>Changes it, in the configuration file and in force, and ends all other sessions.</summary>
    /// <returns>Why it was refused; <c>null</c> if it was changed.</returns>
    Task<string?> Change(string current, string next, ClaimsPrincipal by, CancellationToken cancellation);
}
