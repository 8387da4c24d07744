namespace Aimux.Silo.Proxy.Sse;

/// <summary>Follows a stream of chat, or of a close copy of it, that passes as it comes.</summary>
internal sealed class ChatStreamState : StreamState
{
    private Usage? _usage;
    private long _contentBytes;
    private bool _hasContent;
    private bool _hasFinish;
    private bool _isDone;

    public override Usage? Usage => _usage;

    public override bool IsDone => _isDone;

    protected override long ContentBytes => _contentBytes;

    public override bool Close() => (_isDone || _hasFinish) && (_hasContent || _hasFinish);

    protected override EventMeaning Take(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            _isDone = true;
            return _hasContent || _hasFinish ? EventMeaning.Content : EventMeaning.Malformed;
        }

        var facts = ChatFactsReader.Read(data);
        _usage = facts.Usage ?? _usage;
        _contentBytes += facts.ContentBytes;
        _hasFinish |= facts.HasFinish;
        _hasContent |= facts.HasContent;
        return facts.HasError ? EventMeaning.Error
            : facts.HasContent || facts.HasFinish ? EventMeaning.Content
            : EventMeaning.Silent;
    }
}
