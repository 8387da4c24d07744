using System.Globalization;
using System.Net;
using System.Security.Claims;
using Aimux.Silo.Admin;

namespace Aimux.Silo.Access;

/// <summary>
/// Lets the operator use the admin listener: programs by HTTP Basic, browsers by a session. Who is let in stands in
/// <see cref="HttpContext.User"/>.
/// </summary>
internal sealed partial class AdminGuard(
    AccessControl access,
    PasswordCheck passwords,
    SessionStore sessions,
    ILogger<AdminGuard> logger
)
{
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (OpenPaths.Include(context.Request.Path) || await Admit(context))
        {
            await next(context);
        }
    }

    /// <returns>Whether the request may go on; if not it is answered.</returns>
    private async ValueTask<bool> Admit(HttpContext context)
    {
        var login = access.Current.Admin;
        if (ListenerKind.Of(context).IsOpen && login.IsUsual)
        {
            const string detail =
                "This listener can be reached from other machines, and has no password or the usual one. "
                + "Set admin.password in the configuration, or listen on 127.0.0.1.";
            await ProblemWriter.Write(context, 403, "A password of your own is needed", detail);
            return false;
        }

        if (OpenPaths.NeedNoLogin(context.Request))
        {
            return true;
        }

        if (context.Request.Headers.Authorization.Count > 0)
        {
            return await AdmitByPassword(context, login);
        }

        if (sessions.Find(SessionCookie.Read(context.Request)) is { } user)
        {
            return await AdmitBySession(context, user);
        }

        if (IsBrowser(context.Request))
        {
            var back = Uri.EscapeDataString(context.Request.Path + context.Request.QueryString);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{SessionEndpoints.LoginPage}?return_url={back}";
            return false;
        }

        await Challenge(context, login, "No login came with the request.");
        return false;
    }

    private async ValueTask<bool> AdmitByPassword(HttpContext context, AdminLogin login)
    {
        var address = context.Connection.RemoteIpAddress;
        var given = BasicLogin.Read(context.Request.Headers.Authorization);
        var verdict = await passwords.Check(given, address, context.RequestAborted);
        if (verdict.IsRight)
        {
            context.User = sessions.ByPassword(given!.Value.User);
            return true;
        }

        if (verdict.Wait > TimeSpan.Zero)
        {
            await TooMany(context, verdict.Wait);
            return false;
        }

        LogWrong(address);
        await Challenge(context, login, "The name or the password is wrong.");
        return false;
    }

    /// <summary>A browser sends its cookie with whatever asks it to: what changes something must come from Aimux's own pages.</summary>
    private static async ValueTask<bool> AdmitBySession(HttpContext context, ClaimsPrincipal user)
    {
        if (OriginGuard.ChangesState(context.Request) && !OriginGuard.IsOfThisOrigin(context.Request))
        {
            const string detail =
                "A session serves Aimux's own pages alone, and this request does not say that it comes from one. "
                + "Programs log in by HTTP Basic.";
            await ProblemWriter.Write(context, 403, "Not from one of Aimux's pages", detail);
            return false;
        }

        context.User = user;
        return true;
    }

    /// <summary>Whether somebody looks for a page, who can be led to another one.</summary>
    private static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task Challenge(HttpContext context, AdminLogin login, string mistake)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Aimux\", charset=\"UTF-8\"";
        var advice = login.IsKnown
            ? "Log in by HTTP Basic with admin.user and admin.password of Aimux's configuration."
            : "Nobody can log in: admin.password is set but could not be read when Aimux loaded its configuration; "
                + "its log says why.";
        return ProblemWriter.Write(context, 401, "Login needed", $"{mistake} {advice}");
    }

    private static Task TooMany(HttpContext context, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var detail = $"Too many wrong logins came from this address. Try again in {seconds} s.";
        return ProblemWriter.Write(context, 429, "Too many wrong logins", detail);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A wrong login on the admin listener, from {Address}")]
    private partial void LogWrong(IPAddress? address);
}
