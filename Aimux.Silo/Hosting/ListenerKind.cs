namespace Aimux.Silo.Hosting;

/// <summary>Marks a connection by the listener that took it; a Host header could be forged.</summary>
internal sealed class ListenerKind
{
    private ListenerKind() { }

    public static ListenerKind Data { get; } = new();

    public static ListenerKind Admin { get; } = new();
}
