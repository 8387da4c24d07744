using System.Net;
using System.Net.Sockets;

namespace Aimux.Silo.Configuration.Options;

/// <summary>
/// An address to listen on. Only loopback: whoever reaches a listener can spend the operator's keys, and nothing asks
/// callers who they are yet.
/// </summary>
internal sealed record ListenAddress(IPEndPoint EndPoint)
{
    public Uri Uri => new(ToString());

    public override string ToString() => $"http://{EndPoint}";

    /// <summary>Whether nobody listens there now. Port 0 always is.</summary>
    public bool IsFree()
    {
        using var probe = new Socket(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(EndPoint);
            probe.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <exception cref="FormatException">The text is no such address; the message says what was expected.</exception>
    public static ListenAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
        {
            throw new FormatException($"'{text}' is no address to listen on. Expected: http://127.0.0.1:PORT.");
        }

        if (url.PathAndQuery != "/" || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            throw new FormatException(
                $"'{text}' has more than an address and a port. Expected: http://127.0.0.1:PORT."
            );
        }

        var host = url.Host == "localhost" ? "127.0.0.1" : url.Host;
        if (!IPAddress.TryParse(host, out var address) || !IPAddress.IsLoopback(address))
        {
            throw new FormatException(
                $"Aimux does not listen on '{url.Host}': callers are not authenticated, so anybody who reaches it could "
                    + "use your keys. Use a loopback address such as http://127.0.0.1:8080."
            );
        }

        return new ListenAddress(new IPEndPoint(address, url.Port));
    }
}
