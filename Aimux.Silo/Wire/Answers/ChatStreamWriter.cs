using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes a stream of OpenAI's chat completions. Pieces of several calls may alternate here, so nothing waits.</summary>
/// <param name="output">Where its events are written.</param>
/// <param name="includeUsage">Whether the caller asked for counts.</param>
/// <param name="created">Seconds since 1970.</param>
/// <param name="inputEstimate">Tokens of the prompt, for a provider that does not count them.</param>
/// <param name="ownId">What makes ids unique, for a provider that gives none.</param>
internal sealed class ChatStreamWriter(
    IBufferWriter<byte> output,
    bool includeUsage,
    long created,
    int inputEstimate = 0,
    string ownId = ""
) : IAnswerSink
{
    private readonly AnswerAccount _account = new(inputEstimate, ownId);
    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly List<int> _silentCalls = [];
    private bool _started;

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model) => _account.Begin(id, model);

    public void Text(ReadOnlySpan<byte> escaped) => Say("\"content\":\""u8, escaped);

    public void Thought(ReadOnlySpan<byte> escaped) => Say("\"reasoning_content\":\""u8, escaped);

    public void Signature(ReadOnlySpan<byte> escaped) { }

    public void HiddenThought(ReadOnlySpan<byte> escaped) { }

    public void Refusal(ReadOnlySpan<byte> escaped) => Say("\"refusal\":\""u8, escaped);

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        _account.HearCall();
        _silentCalls.Add(index);
        Open("\"tool_calls\":[{\"index\":"u8);
        output.WriteNumber(index);
        output.Write(",\"id\":\""u8);
        output.WriteCallId(_account, id, index);
        output.Write("\",\"type\":\"function\",\"function\":{\"name\":\""u8);
        output.Write(name);
        output.Write("\",\"arguments\":\"\"}}]"u8);
        Shut();
    }

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty)
        {
            return;
        }

        _account.Hear(escaped);
        _silentCalls.Remove(index);
        WriteArguments(index, escaped);
    }

    public void Usage(AnswerUsage usage) => _account.Count(usage);

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence) => _account.Stop(reason, sequence);

    public void End()
    {
        foreach (var index in _silentCalls)
        {
            // A caller that parses the arguments needs some.
            WriteArguments(index, "{}"u8);
        }

        Open(default);
        output.Write("},\"logprobs\":null,\"finish_reason\":\""u8);
        output.Write(StopReasons.InChat(_account.ReasonWithoutSequence));
        output.Write("\"}]"u8);
        ShutEvent();
        if (includeUsage)
        {
            output.Write(_head.WrittenSpan);
            output.Write("],\"usage\":"u8);
            output.WriteChatUsage(_account.UsageAtEnd);
            output.Write("}\n\n"u8);
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    private void Say(ReadOnlySpan<byte> member, ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty)
        {
            return;
        }

        _account.Hear(escaped);
        Open(member);
        output.Write(escaped);
        output.Write("\""u8);
        Shut();
    }

    private void WriteArguments(int index, ReadOnlySpan<byte> escaped)
    {
        Open("\"tool_calls\":[{\"index\":"u8);
        output.WriteNumber(index);
        output.Write(",\"function\":{\"arguments\":\""u8);
        output.Write(escaped);
        output.Write("\"}}]"u8);
        Shut();
    }

    /// <summary>Opens an event up to the first member of its delta. The very first says who speaks.</summary>
    private void Open(ReadOnlySpan<byte> member)
    {
        if (!_started)
        {
            _started = true;
            WriteHead();
            OpenDelta("\"role\":\"assistant\",\"content\":\"\""u8);
            Shut();
        }

        OpenDelta(member);
    }

    private void OpenDelta(ReadOnlySpan<byte> member)
    {
        output.Write(_head.WrittenSpan);
        output.Write("{\"index\":0,\"delta\":{"u8);
        output.Write(member);
    }

    private void Shut()
    {
        output.Write("},\"logprobs\":null,\"finish_reason\":null}]"u8);
        ShutEvent();
    }

    private void ShutEvent() => output.Write(includeUsage ? ",\"usage\":null}\n\n"u8 : "}\n\n"u8);

    /// <summary>Every event begins alike.</summary>
    private void WriteHead()
    {
        _head.Write("data: {\"id\":\""u8);
        _head.WriteId(_account, "chatcmpl-"u8);
        _head.Write("\",\"object\":\"chat.completion.chunk\",\"created\":"u8);
        _head.WriteNumber(created);
        _head.Write(",\"model\":\""u8);
        _head.Write(_account.Model);
        _head.Write("\",\"choices\":["u8);
    }
}
