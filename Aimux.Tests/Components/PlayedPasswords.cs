using System.Security.Claims;
using Aimux.Dashboard.Access;

namespace Aimux.Tests.Components;

/// <summary>A password, and who is logged in with it.</summary>
internal sealed class PlayedPasswords : IPasswords, ISessions
{
    public string Password { get; private set; } = "admin";

    public bool IsUsual => Password == "admin";

    public bool MayChange { get; set; } = true;

    public int Count { get; set; } = 1;

    public Task<string?> Change(string current, string next, ClaimsPrincipal by, CancellationToken cancellation)
    {
        if (current != Password)
        {
            return Task.FromResult<string?>("The present password is wrong.");
        }

        Password = next;
        return Task.FromResult<string?>(null);
    }

    public bool IsAlive(ClaimsPrincipal principal) => true;

    public void EndAll(ClaimsPrincipal? except) => Count = 0;
}
