using System.Net;
using System.Net.Sockets;

namespace Aimux.Silo.Configuration.Options;

/// <summary>
/// An IP address and a port to listen on, over plain http. Whether Aimux may listen there is decided elsewhere: whoever
/// reaches a listener can spend the operator's keys.
/// </summary>
internal sealed record ListenAddress(IPEndPoint EndPoint)
{
    private const string Expected = "Expected: http://127.0.0.1:PORT.";
    private const string Everywhere = "0.0.0.0 stands for every address of this machine, [::] for IPv6 too.";

    public Uri Uri => new(ToString());

    /// <summary>Whether only programs on this machine reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

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
        if (
            text.StartsWith("http://*", StringComparison.Ordinal)
            || text.StartsWith("http://+", StringComparison.Ordinal)
        )
        {
            throw new FormatException($"'{text}' names no address. {Expected} {Everywhere}");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
        {
            throw new FormatException($"'{text}' is no address to listen on. {Expected}");
        }

        if (url.PathAndQuery != "/" || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            throw new FormatException($"'{text}' has more than an address and a port. {Expected}");
        }

        var host = url.Host == "localhost" ? "127.0.0.1" : url.Host;
        return IPAddress.TryParse(host, out var address)
            ? new ListenAddress(new IPEndPoint(address, url.Port))
            : throw new FormatException(
                $"'{url.Host}' is a name, and may stand for other addresses tomorrow. Expected an IP address or localhost, "
                    + $"such as http://127.0.0.1:8080. {Everywhere}"
            );
    }
}
