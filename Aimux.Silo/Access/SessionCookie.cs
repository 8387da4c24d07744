namespace Aimux.Silo.Access;

/// <summary>The cookie of a session.</summary>
internal static class SessionCookie
{
    public const string Name = "aimux_session";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpContext context, string id) =>
        context.Response.Cookies.Append(Name, id, Options(context.Request, SessionStore.Longest));

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Append(Name, "", Options(context.Request, TimeSpan.Zero));

    private static CookieOptions Options(HttpRequest request, TimeSpan age) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = request.IsHttps,
            Path = "/",
            MaxAge = age,
            IsEssential = true,
        };
}
