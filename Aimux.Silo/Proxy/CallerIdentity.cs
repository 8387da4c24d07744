namespace Aimux.Silo.Proxy;

/// <summary>Who makes a request: a feature of it, if callers must say.</summary>
/// <param name="Id">The operator's name of the caller.</param>
internal sealed record CallerIdentity(string Id)
{
    /// <summary>Who makes a request; <c>null</c> where everybody may.</summary>
    public static string? Of(HttpContext context) => context.Features.Get<CallerIdentity>()?.Id;
}
