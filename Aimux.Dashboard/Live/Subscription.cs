namespace Aimux.Dashboard.Live;

/// <summary>Something that goes on until it is disposed of; it ends once, however often that is done.</summary>
internal sealed class Subscription(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
