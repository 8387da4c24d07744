using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes a whole answer of OpenAI's chat completions, once it has ended.</summary>
/// <param name="output">Where the answer is written.</param>
/// <param name="created">Seconds since 1970.</param>
/// <param name="inputEstimate">Tokens of the prompt, for a provider that does not count them.</param>
/// <param name="ownId">What makes ids unique, for a provider that gives none.</param>
internal sealed class ChatAnswerWriter(
    IBufferWriter<byte> output,
    long created,
    int inputEstimate = 0,
    string ownId = ""
) : IAnswerSink
{
    private readonly AnswerAccount _account = new(inputEstimate, ownId);
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ArrayBufferWriter<byte> _thought = new();
    private readonly ArrayBufferWriter<byte> _refusal = new();
    private readonly KeptBlocks _calls = new();

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model) => _account.Begin(id, model);

    public void Text(ReadOnlySpan<byte> escaped) => Say(_text, escaped);

    public void Thought(ReadOnlySpan<byte> escaped) => Say(_thought, escaped);

    public void Signature(ReadOnlySpan<byte> escaped) { }

    public void HiddenThought(ReadOnlySpan<byte> escaped) { }

    public void Refusal(ReadOnlySpan<byte> escaped) => Say(_refusal, escaped);

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        _account.HearCall();
        _calls.AddCall(index, id, name);
    }

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped)
    {
        _account.Hear(escaped);
        _calls.AddArguments(index, escaped);
    }

    public void Usage(AnswerUsage usage) => _account.Count(usage);

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence) => _account.Stop(reason, sequence);

    public void End()
    {
        output.Write("{\"id\":\""u8);
        output.WriteId(_account, "chatcmpl-"u8);
        output.Write("\",\"object\":\"chat.completion\",\"created\":"u8);
        output.WriteNumber(created);
        output.Write(",\"model\":\""u8);
        output.Write(_account.Model);
        output.Write("\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"u8);
        WriteText();
        output.Write(",\"refusal\":"u8);
        WriteTextOrNull(_refusal);
        if (_thought.WrittenCount > 0)
        {
            output.Write(",\"reasoning_content\":"u8);
            WriteTextOrNull(_thought);
        }

        WriteCalls();
        output.Write("},\"logprobs\":null,\"finish_reason\":\""u8);
        output.Write(StopReasons.InChat(_account.ReasonWithoutSequence));
        output.Write("\"}],\"usage\":"u8);
        output.WriteChatUsage(_account.UsageAtEnd);
        output.Write("}"u8);
    }

    private void Say(ArrayBufferWriter<byte> where, ReadOnlySpan<byte> escaped)
    {
        _account.Hear(escaped);
        where.Write(escaped);
    }

    /// <summary>A message says nothing only if it does something else instead.</summary>
    private void WriteText()
    {
        if (_text.WrittenCount == 0 && _refusal.WrittenCount == 0 && _calls.All.IsEmpty)
        {
            output.Write("\"\""u8);
            return;
        }

        WriteTextOrNull(_text);
    }

    private void WriteTextOrNull(ArrayBufferWriter<byte> text)
    {
        if (text.WrittenCount == 0)
        {
            output.Write("null"u8);
            return;
        }

        output.Write("\""u8);
        output.Write(text.WrittenSpan);
        output.Write("\""u8);
    }

    private void WriteCalls()
    {
        var separator = ",\"tool_calls\":["u8;
        foreach (var call in _calls.All)
        {
            output.Write(separator);
            separator = ","u8;
            output.Write("{\"id\":\""u8);
            output.WriteCallId(_account, call.Id.Span, call.Call);
            output.Write("\",\"type\":\"function\",\"function\":{\"name\":\""u8);
            output.Write(call.Name.Span);
            output.Write("\",\"arguments\":\""u8);
            output.Write(call.Said.IsEmpty ? "{}"u8 : call.Said.Span);
            output.Write("\"}}"u8);
        }

        output.Write(_calls.All.IsEmpty ? default : "]"u8);
    }
}
