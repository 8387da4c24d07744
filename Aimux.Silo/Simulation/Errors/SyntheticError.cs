using System.Text;

namespace Aimux.Silo.Simulation.Errors;

/// <summary><c>{"error":"text"}</c>; a 503 comes from the web server before it, as a page.</summary>
internal static class SyntheticError
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        """
        <html>
        <head><title>503 Service Temporarily Unavailable</title></head>
        <body><center><h1>503 Service Temporarily Unavailable</h1></center></body>
        </html>
        """
    );

    public static ErrorBody Render(WireError error) =>
        error.Kind == ErrorKind.Unavailable
            ? new ErrorBody(error.Status, [.. Page], "text/html")
            : new ErrorBody(error.Status, ErrorBodies.Text(MessageOf(error)));

    private static string MessageOf(WireError error) =>
        error.Kind switch
        {
            ErrorKind.Quota =>
                "You've exceeded your subscription rate limits. Upgrade, or try again later when your limits renew.",
            ErrorKind.Payment =>
                "Insufficient quota and token balance. Buy a subscription or credits to keep using the API.",
            _ => error.Message,
        };
}
