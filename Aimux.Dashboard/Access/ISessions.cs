using System.Security.Claims;

namespace Aimux.Dashboard.Access;

/// <summary>Who is logged in to this process by a browser.</summary>
public interface ISessions
{
    /// <summary>How many sessions there are.</summary>
    int Count { get; }

    /// <summary>Whether a principal's session has neither expired nor been ended.</summary>
    bool IsAlive(ClaimsPrincipal principal);

    /// <summary>Ends all sessions.</summary>
    /// <param name="except">Whose session stays; <c>null</c> for nobody's.</param>
    void EndAll(ClaimsPrincipal? except);
}
