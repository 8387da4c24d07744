namespace Aimux.Silo.Proxy.Sse;

/// <summary>Follows a stream of something else than a conversation, such as speech: every event counts, and it ends where it ends.</summary>
internal sealed class OpaqueStreamState : StreamState
{
    private long _bytes;

    public override Usage? Usage => null;

    public override bool IsDone => false;

    protected override long ContentBytes => 0;

    public override bool Close() => _bytes > 0;

    protected override EventMeaning Take(ReadOnlySpan<byte> data)
    {
        _bytes += data.Length;
        return EventMeaning.Content;
    }
}
