using System.Buffers;
using System.Text;

namespace Aimux.Silo.Simulation;

/// <summary>A chat answer on OpenAI's wire, whole or as the events of a stream.</summary>
internal sealed class ChatAnswer(
    ChatRequest request,
    string id,
    long created,
    int cachedTokens,
    ChoiceContent[] choices
) : ModelAnswer
{
    private byte[] _opening = [];

    /// <summary>Fragments of the longest choice.</summary>
    public override int Fragments { get; } = Longest(choices);

    /// <summary>Tokens of all choices.</summary>
    public override int CompletionTokens { get; } = Sum(choices);

    public override void WriteWhole(IBufferWriter<byte> output)
    {
        WriteHead(output, "{\"id\":\"chatcmpl-"u8, "\",\"object\":\"chat.completion\",\"created\":"u8);
        output.Write("\"choices\":["u8);
        for (var i = 0; i < choices.Length; i++)
        {
            output.Write(i == 0 ? "{\"index\":"u8 : ",{\"index\":"u8);
            JsonBytes.Number(i, output);
            output.Write(",\"message\":"u8);
            choices[i].WriteMessage(output);
            output.Write(",\"logprobs\":null,\"finish_reason\":\""u8);
            output.Write(choices[i].FinishReason);
            output.Write("\"}"u8);
        }

        output.Write("],"u8);
        WriteUsageMember(output);
        output.Write("}"u8);
    }

    public override void WriteOpening(IBufferWriter<byte> output)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            BeginChoice(i, output);
            choices[i].WriteOpening(output);
            EndChoice(output);
        }
    }

    public override void WriteFragment(int fragment, IBufferWriter<byte> output)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            if (fragment < choices[i].Fragments)
            {
                BeginChoice(i, output);
                choices[i].WriteDelta(fragment, output);
                EndChoice(output);
            }
        }
    }

    /// <summary>Writes the finish reasons, the usage if the client asked for it, and the end mark.</summary>
    public override void WriteEnding(IBufferWriter<byte> output)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            BeginChoice(i, output);
            output.Write("{},\"logprobs\":null,\"finish_reason\":\""u8);
            output.Write(choices[i].FinishReason);
            output.Write(request.IncludeUsage ? "\"}],\"usage\":null}\n\n"u8 : "\"}]}\n\n"u8);
        }

        if (request.IncludeUsage)
        {
            output.Write(_opening);
            output.Write("\"choices\":[],"u8);
            WriteUsageMember(output);
            output.Write("}\n\n"u8);
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    public override void WriteBroken(bool first, IBufferWriter<byte> output) =>
        output.Write(
            "data: {\"id\":\"chatcmpl-broken\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"ind\n\n"u8
        );

    private void BeginChoice(int index, IBufferWriter<byte> output)
    {
        if (_opening.Length == 0)
        {
            var opening = new ArrayBufferWriter<byte>(256);
            WriteHead(opening, "data: {\"id\":\"chatcmpl-"u8, "\",\"object\":\"chat.completion.chunk\",\"created\":"u8);
            _opening = opening.WrittenSpan.ToArray();
        }

        output.Write(_opening);
        output.Write("\"choices\":[{\"index\":"u8);
        JsonBytes.Number(index, output);
        output.Write(",\"delta\":"u8);
    }

    private void EndChoice(IBufferWriter<byte> output) =>
        output.Write(
            request.IncludeUsage
                ? ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n"u8
                : ",\"logprobs\":null,\"finish_reason\":null}]}\n\n"u8
        );

    private void WriteHead(IBufferWriter<byte> output, ReadOnlySpan<byte> beforeId, ReadOnlySpan<byte> afterId)
    {
        output.Write(beforeId);
        Encoding.ASCII.GetBytes(id, output);
        output.Write(afterId);
        JsonBytes.Number(created, output);
        output.Write(request.Model.Naming);
    }

    private void WriteUsageMember(IBufferWriter<byte> output)
    {
        output.Write("\"usage\":{\"prompt_tokens\":"u8);
        JsonBytes.Number(request.PromptTokens, output);
        output.Write(",\"completion_tokens\":"u8);
        JsonBytes.Number(CompletionTokens, output);
        output.Write(",\"total_tokens\":"u8);
        JsonBytes.Number((long)request.PromptTokens + CompletionTokens, output);
        output.Write(",\"prompt_tokens_details\":{\"cached_tokens\":"u8);
        JsonBytes.Number(Math.Min(cachedTokens, request.PromptTokens), output);
        output.Write("},\"completion_tokens_details\":{\"reasoning_tokens\":0}}"u8);
    }

    private static int Longest(ChoiceContent[] choices)
    {
        var longest = 0;
        foreach (var choice in choices)
        {
            longest = Math.Max(longest, choice.Fragments);
        }

        return longest;
    }

    private static int Sum(ChoiceContent[] choices)
    {
        var sum = 0;
        foreach (var choice in choices)
        {
            sum += choice.Fragments;
        }

        return sum;
    }
}
