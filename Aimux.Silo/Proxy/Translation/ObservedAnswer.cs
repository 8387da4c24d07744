using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>Listens to an answer for the few facts that routing needs, and tells it on where it is translated.</summary>
internal sealed class ObservedAnswer(IAnswerSink? next) : IAnswerSink
{
    private AnswerUsage _usage;

    public bool HasContent { get; private set; }

    public bool HasStopped { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Bytes of all texts.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Tokens, as far as they were counted.</summary>
    public Usage? Usage =>
        _usage is { Input: null, Output: null }
            ? null
            : new Usage(_usage.Input ?? 0, _usage.Output ?? 0, Math.Clamp(_usage.CacheRead ?? 0, 0, _usage.Input ?? 0));

    /// <summary>A hash of the answer's id; 0 if it has none.</summary>
    public ulong Id { get; private set; }

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model)
    {
        Id = id.IsEmpty ? 0 : ConversationHash.Of(id);
        next?.Begin(id, model);
    }

    public void Text(ReadOnlySpan<byte> escaped)
    {
        Note(escaped);
        next?.Text(escaped);
    }

    public void Thought(ReadOnlySpan<byte> escaped)
    {
        Note(escaped);
        next?.Thought(escaped);
    }

    public void Signature(ReadOnlySpan<byte> escaped) => next?.Signature(escaped);

    public void HiddenThought(ReadOnlySpan<byte> escaped)
    {
        HasContent = true;
        next?.HiddenThought(escaped);
    }

    public void Refusal(ReadOnlySpan<byte> escaped)
    {
        Note(escaped);
        next?.Refusal(escaped);
    }

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        HasContent = true;
        ContentBytes += name.Length;
        next?.ToolCall(index, id, name);
    }

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped)
    {
        Note(escaped);
        next?.ToolArguments(index, escaped);
    }

    void IAnswerSink.Usage(AnswerUsage usage)
    {
        _usage = _usage.Then(usage);
        next?.Usage(usage);
    }

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence)
    {
        HasStopped = true;
        next?.Stop(reason, sequence);
    }

    public void End()
    {
        HasEnded = true;
        next?.End();
    }

    private void Note(ReadOnlySpan<byte> text)
    {
        HasContent |= text.Length > 0;
        ContentBytes += text.Length;
    }
}
