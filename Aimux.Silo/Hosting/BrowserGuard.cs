using System.Net;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Hosting;

/// <summary>
/// Keeps web pages away from a listener that only the local user should reach: a page of another origin, and a name
/// that was made to point at this machine (DNS rebinding). Programs are not affected: they send no such headers.
/// </summary>
internal static class BrowserGuard
{
    public static Task Pass(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
        {
            const string message = "Requests of web pages from other origins are not served.";
            return ErrorWriter.Write(context, 403, "permission_error", "cross_origin_refused", message);
        }

        if (!IsLocalName(context.Request.Host.Host))
        {
            var message =
                $"Aimux listens for this machine only and does not answer to the name '{context.Request.Host.Host}'. "
                + "Use 127.0.0.1 or localhost.";
            return ErrorWriter.Write(context, 403, "permission_error", "host_refused", message);
        }

        return next(context);
    }

    // HTTP/1.0 may come without a host.
    private static bool IsLocalName(string host)
    {
        return host.Length == 0
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
    }
}
