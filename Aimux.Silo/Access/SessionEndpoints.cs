using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;

namespace Aimux.Silo.Access;

/// <summary>
/// Logging in and out by a browser. A login is taken only with the token of its form, so that no other page can log
/// somebody in as another; logging out needs none: <see cref="OriginGuard"/> keeps other pages away, and it does no harm.
/// </summary>
internal sealed partial class SessionEndpoints(
    PasswordCheck passwords,
    SessionStore sessions,
    IAntiforgery antiforgery,
    ILogger<SessionEndpoints> logger
)
{
    public const string LoginPage = "/login";

    /// <summary><c>POST /session</c> with <c>user</c>, <c>password</c> and <c>return_url</c>.</summary>
    public async Task Begin(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
        {
            Redirect(context, $"{LoginPage}?error=stale");
            return;
        }

        var form = await context.Request.ReadFormAsync(cancellation);
        var (user, password) = (form["user"].ToString(), form["password"].ToString());
        var address = context.Connection.RemoteIpAddress;
        var target = LocalPath(form["return_url"]);
        var verdict = await passwords.Check(new BasicLogin(user, password), address, cancellation);
        if (verdict.IsRight)
        {
            SessionCookie.Write(context, sessions.Begin(user));
            LogIn(address);
            Redirect(context, target);
            return;
        }

        var back = $"return_url={Uri.EscapeDataString(target)}";
        if (verdict.Wait > TimeSpan.Zero)
        {
            var seconds = Math.Ceiling(verdict.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Redirect(context, $"{LoginPage}?error=limited&retry={seconds}&{back}");
            return;
        }

        LogWrong(address);
        Redirect(context, $"{LoginPage}?error=wrong&{back}");
    }

    /// <summary><c>POST /session/end</c>; with <c>?everywhere=true</c> all sessions.</summary>
    public Task End(HttpContext context)
    {
        if (context.Request.Query["everywhere"] == "true")
        {
            sessions.EndAll(except: null);
        }
        else
        {
            sessions.End(context.User);
        }

        SessionCookie.Delete(context);
        Redirect(context, LoginPage);
        return Task.CompletedTask;
    }

    /// <summary>A path of this Aimux; the overview for anything else, since a login must lead nobody elsewhere.</summary>
    public static string LocalPath(string? given) =>
        given is { Length: > 0 and < 2_000 }
        && given[0] == '/'
        && (given.Length == 1 || given[1] is not ('/' or '\\'))
        && !given.Any(char.IsControl)
        && !given.StartsWith(LoginPage, StringComparison.OrdinalIgnoreCase)
            ? given
            : "/";

    private static void Redirect(HttpContext context, string target)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = target;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The operator logged in, from {Address}")]
    private partial void LogIn(System.Net.IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A wrong login on the admin listener, from {Address}")]
    private partial void LogWrong(System.Net.IPAddress? address);
}
