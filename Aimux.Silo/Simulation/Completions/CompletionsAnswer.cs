using System.Buffers;

namespace Aimux.Silo.Simulation.Completions;

/// <summary>Completed texts on OpenAI's older wire.</summary>
internal sealed class CompletionsAnswer(
    CompletionsRequest request,
    Sentence sentence,
    string id,
    long created,
    int wanted
) : ModelAnswer
{
    private readonly int _each = Math.Min(wanted, request.MostTokens);

    public override int Fragments => _each;

    public override int CompletionTokens => _each * request.Choices;

    private ReadOnlySpan<byte> FinishReason => wanted > request.MostTokens ? "\"length\""u8 : "\"stop\""u8;

    public override void WriteWhole(IBufferWriter<byte> output)
    {
        WriteHead(output);
        output.Write("["u8);
        for (var i = 0; i < request.Choices; i++)
        {
            output.Write(i == 0 ? default : ","u8);
            WriteChoice(i, _each, first: 0, FinishReason, output);
        }

        output.Write("]"u8);
        WriteUsage(output);
        output.Write("}"u8);
    }

    /// <summary>Its stream has no opening: the first token comes with the first event.</summary>
    public override void WriteOpening(IBufferWriter<byte> output) { }

    public override void WriteFragment(int fragment, IBufferWriter<byte> output)
    {
        for (var i = 0; i < request.Choices; i++)
        {
            WriteEvent(i, tokens: 1, fragment, "null"u8, output);
        }
    }

    public override void WriteEnding(IBufferWriter<byte> output)
    {
        for (var i = 0; i < request.Choices; i++)
        {
            WriteEvent(i, tokens: 0, first: 0, FinishReason, output);
        }

        if (request.IncludeUsage)
        {
            output.Write("data: "u8);
            WriteHead(output);
            output.Write("[]"u8);
            WriteUsage(output);
            output.Write("}\n\n"u8);
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    public override void WriteBroken(bool first, IBufferWriter<byte> output) =>
        output.Write("data: {\"id\":\"cmpl-broken\",\"object\":\"text_completion\",\"choices\":[{\"te\n\n"u8);

    private void WriteEvent(
        int index,
        int tokens,
        int first,
        ReadOnlySpan<byte> finishReason,
        IBufferWriter<byte> output
    )
    {
        output.Write("data: "u8);
        WriteHead(output);
        output.Write("["u8);
        WriteChoice(index, tokens, first, finishReason, output);
        output.Write("]}\n\n"u8);
    }

    private void WriteHead(IBufferWriter<byte> output)
    {
        output.Write("{\"id\":\"cmpl-"u8);
        JsonBytes.Text(id, output);
        output.Write("\",\"object\":\"text_completion\",\"created\":"u8);
        JsonBytes.Number(created, output);
        output.Write(request.Model.Naming);
        output.Write("\"choices\":"u8);
    }

    private void WriteChoice(
        int index,
        int tokens,
        int first,
        ReadOnlySpan<byte> finishReason,
        IBufferWriter<byte> output
    )
    {
        output.Write("{\"text\":\""u8);
        for (var i = 0; i < tokens; i++)
        {
            output.Write(sentence.Token(first + i));
        }

        output.Write("\",\"index\":"u8);
        JsonBytes.Number(index, output);
        output.Write(",\"logprobs\":null,\"finish_reason\":"u8);
        output.Write(finishReason);
        output.Write("}"u8);
    }

    private void WriteUsage(IBufferWriter<byte> output)
    {
        output.Write(",\"usage\":{\"prompt_tokens\":"u8);
        JsonBytes.Number(request.PromptTokens, output);
        output.Write(",\"completion_tokens\":"u8);
        JsonBytes.Number(CompletionTokens, output);
        output.Write(",\"total_tokens\":"u8);
        JsonBytes.Number((long)request.PromptTokens + CompletionTokens, output);
        output.Write("}"u8);
    }
}
