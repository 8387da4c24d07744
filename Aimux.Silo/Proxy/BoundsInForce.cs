namespace Aimux.Silo.Proxy;

/// <summary>The bounds of requests that begin now; they may change while others are under way.</summary>
internal sealed class BoundsInForce(ProxyBounds first)
{
    private volatile ProxyBounds _current = first;

    public ProxyBounds Current
    {
        get => _current;
        set => _current = value;
    }
}
