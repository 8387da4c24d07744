using Aimux.Silo.Proxy.Translation;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>Follows a stream of any protocol by reading what it says, and tells it on where it is translated.</summary>
internal sealed class ReadStreamState(IEventReader reader, IAnswerSink? translation) : StreamState
{
    private readonly ObservedAnswer _answer = new(translation);

    public override Usage? Usage => _answer.Usage;

    public override ulong Id => _answer.Id;

    public override bool IsDone => _answer.HasEnded;

    protected override long ContentBytes => _answer.ContentBytes;

    public override bool Close() => reader.Close(_answer) && HasSaid;

    private bool HasSaid => _answer.HasContent || _answer.HasStopped;

    protected override EventMeaning Take(ReadOnlySpan<byte> data)
    {
        return reader.Read(data, _answer) switch
        {
            EventKind.Error => EventMeaning.Error,
            EventKind.Silent => EventMeaning.Silent,
            EventKind.End => HasSaid ? EventMeaning.Content : EventMeaning.Malformed,
            _ => HasSaid ? EventMeaning.Content : EventMeaning.Silent,
        };
    }
}
