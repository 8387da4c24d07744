namespace Aimux.Silo.Access;

/// <summary>
/// What browsers are told about the admin listener's answers: scripts are Aimux's own files, nothing comes from or goes to
/// another host, and no page shows Aimux within itself.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>MudBlazor writes style elements and attributes; scripts stand in files alone.</summary>
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'none'";

    /// <summary>The page of the API reference begins with a script in itself.</summary>
    private static readonly string OfOthers = Pages.Replace(
        "script-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        StringComparison.Ordinal
    );

    private static readonly PathString[] Others = ["/api/reference"];
    private static readonly PathString[] Assets = ["/_framework", "/_content"];

    public static Task Pass(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        headers.ContentSecurityPolicy = Array.Exists(
            Others,
            other => path.StartsWithSegments(other, StringComparison.Ordinal)
        )
            ? OfOthers
            : Pages;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin"; // "no-referrer" would make the login form come from nowhere
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        if (!Array.Exists(Assets, asset => path.StartsWithSegments(asset, StringComparison.Ordinal)))
        {
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
        }

        return next(context);
    }
}
