namespace Aimux.Silo.Access;

/// <summary>
/// Which listener took a connection, and who can reach it: a feature of the connection. A Host header could be forged.
/// </summary>
/// <param name="IsAdmin">Whether it is for the operator; else for callers.</param>
/// <param name="IsOpen">Whether other machines reach it.</param>
internal sealed record ListenerKind(bool IsAdmin, bool IsOpen)
{
    private static readonly ListenerKind Callers = new(IsAdmin: false, IsOpen: false);

    /// <summary>Of the connection that a request came by.</summary>
    public static ListenerKind Of(HttpContext context) => context.Features.Get<ListenerKind>() ?? Callers;
}
