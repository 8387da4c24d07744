using System.Globalization;
using System.Net;
using Aimux.Silo.Admin;

namespace Aimux.Silo.Access;

/// <summary>
/// Lets the operator use the admin listener, by HTTP Basic; while no password is set, every program on this machine.
/// </summary>
internal sealed partial class AdminGuard(AccessControl access, TimeProvider time, ILogger<AdminGuard> logger)
    : IDisposable
{
    private readonly WrongLogins _wrong = new(time);

    // A password is slow to verify by design. One at a time, guessers keep one processor busy and no more, and what a
    // browser asks for at once waits for one verification.
    private readonly SemaphoreSlim _verifying = new(1);

    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (OpenPaths.Include(context.Request.Path) || await Admit(context))
        {
            await next(context);
        }
    }

    public void Dispose() => _verifying.Dispose();

    /// <returns>Whether the request may go on; if not it is answered.</returns>
    private async ValueTask<bool> Admit(HttpContext context)
    {
        var login = access.Current.Admin;
        if (ListenerKind.Of(context).IsOpen && login is null or { IsUsual: true })
        {
            const string detail =
                "This listener can be reached from other machines, and has no password or the usual one. "
                + "Set admin.password in the configuration, or listen on 127.0.0.1.";
            await ProblemWriter.Write(context, 403, "A password of your own is needed", detail);
            return false;
        }

        if (login is null)
        {
            return true;
        }

        if (context.Request.Headers.Authorization.Count == 0)
        {
            await Challenge(context, login, "No login came with the request.");
            return false;
        }

        var address = context.Connection.RemoteIpAddress;
        if (_wrong.Wait(address) is { } wait)
        {
            await TooMany(context, wait);
            return false;
        }

        var given = BasicLogin.Read(context.Request.Headers.Authorization);
        if (given is { } known && login.Knows(known.User, known.Password))
        {
            return true;
        }

        await _verifying.WaitAsync(context.RequestAborted);
        try
        {
            wait = _wrong.Wait(address) ?? TimeSpan.Zero;
            if (wait == TimeSpan.Zero)
            {
                if (given is { } other && login.Verify(other.User, other.Password))
                {
                    return true;
                }

                _wrong.Count(address);
            }
        }
        finally
        {
            _verifying.Release();
        }

        if (wait > TimeSpan.Zero)
        {
            await TooMany(context, wait);
            return false;
        }

        LogWrong(address);
        await Challenge(context, login, "The name or the password is wrong.");
        return false;
    }

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
