using System.Net;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Access;

/// <summary>
/// Keeps web pages of other origins away from a listener: their requests, and on a loopback listener names that were
/// made to point at this machine (DNS rebinding). Programs are not affected: they send no such headers.
/// </summary>
internal static class OriginGuard
{
    public static Task Pass(HttpContext context, RequestDelegate next)
    {
        if (IsCrossSite(context.Request) || ChangesState(context.Request) && IsOfAnotherOrigin(context.Request))
        {
            const string message = "Requests of web pages from other origins are not served.";
            return ErrorWriter.Write(context, 403, "permission_error", "cross_origin_refused", message);
        }

        if (!ListenerKind.Of(context).IsOpen && !IsLocalName(context.Request.Host.Host))
        {
            var message =
                $"Aimux listens for this machine only and does not answer to the name '{context.Request.Host.Host}'. "
                + "Use 127.0.0.1 or localhost.";
            return ErrorWriter.Write(context, 403, "permission_error", "host_refused", message);
        }

        return next(context);
    }

    private static bool IsCrossSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none";

    /// <summary>
    /// Whether a request may change something, or opens a WebSocket: any page may open one anywhere, browsers do not mark
    /// it, and it may be listened to.
    /// </summary>
    public static bool ChangesState(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0
        || !HttpMethods.IsGet(request.Method)
            && !HttpMethods.IsHead(request.Method)
            && !HttpMethods.IsOptions(request.Method);

    /// <summary>Whether a browser says that a request comes from a page of this listener; programs say nothing.</summary>
    public static bool IsOfThisOrigin(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "same-origin"
        || request.Headers.Origin.Count > 0 && !IsOfAnotherOrigin(request);

    // The scheme may differ: a proxy in front may speak TLS. An origin of no host, such as "null", is another one.
    private static bool IsOfAnotherOrigin(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return false;
        }

        return !Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            || !origin.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
            || origin.Port != (request.Host.Port ?? DefaultPort(origin));
    }

    private static int DefaultPort(Uri origin) => origin.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    // HTTP/1.0 may come without a host.
    private static bool IsLocalName(string host)
    {
        return host.Length == 0
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
    }
}
