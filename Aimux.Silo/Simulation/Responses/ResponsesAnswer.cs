using System.Buffers;
using Aimux.Silo.Simulation.Errors;
using Aimux.Silo.Simulation.Parts;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>An answer on the wire of OpenAI's Responses: named events, numbered from 0.</summary>
internal sealed class ResponsesAnswer(
    ResponsesRequest request,
    string id,
    long created,
    int cachedTokens,
    AnswerParts parts,
    ErrorStyle style
) : PartedAnswer(parts)
{
    private readonly ResponsesItems _items = new(id, parts.IsCut);
    private int _sequence;

    private ReadOnlySpan<byte> FinalStatus => Parts.IsCut ? "incomplete"u8 : "completed"u8;

    public override void WriteWhole(IBufferWriter<byte> output) => WriteResponse(done: true, output);

    public override void WriteOpening(IBufferWriter<byte> output)
    {
        foreach (var name in (ReadOnlySpan<string>)["response.created", "response.in_progress"])
        {
            Begin(name, output);
            output.Write(",\"response\":"u8);
            WriteResponse(done: false, output);
            End(output);
        }
    }

    public override void WriteEnding(IBufferWriter<byte> output)
    {
        Begin(Parts.IsCut ? "response.incomplete" : "response.completed", output);
        output.Write(",\"response\":"u8);
        WriteResponse(done: true, output);
        End(output);
    }

    public override void WriteBroken(bool first, IBufferWriter<byte> output) =>
        output.Write(
            first
                ? "event: response.created\ndata: {\"type\":\"response.created\",\"resp\n\n"u8
                : "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"item\n\n"u8
        );

    /// <summary>OpenAI's own event of an error is flat, unlike the bodies of its errors.</summary>
    public override void WriteError(WireError error, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        if (style != ErrorStyle.OpenAi)
        {
            output.Write("event: error\n"u8);
            base.WriteError(error, body, output);
            return;
        }

        Begin("error", output);
        output.Write(",\"code\":\""u8);
        JsonBytes.Text(error.Code ?? error.Type, output);
        output.Write("\",\"message\":\""u8);
        JsonBytes.Text(error.Message, output);
        output.Write("\",\"param\":null"u8);
        End(output);
    }

    protected override void WriteBegin(int index, AnswerPart part, IBufferWriter<byte> output)
    {
        Begin("response.output_item.added", output);
        WriteItem(index, part, done: false, output);
        if (part.Kind == PartKind.Call)
        {
            return;
        }

        var thought = part.Kind == PartKind.Thought;
        BeginOf(thought ? "response.reasoning_summary_part.added" : "response.content_part.added", index, part, output);
        output.Write(",\"part\":"u8);
        if (thought)
        {
            output.Write("{\"type\":\"summary_text\",\"text\":\"\"}"u8);
        }
        else
        {
            ResponsesItems.WriteText(part, done: false, output);
        }

        End(output);
    }

    protected override void WriteDelta(int index, AnswerPart part, ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var name = part.Kind switch
        {
            PartKind.Thought => "response.reasoning_summary_text.delta",
            PartKind.Call => "response.function_call_arguments.delta",
            _ => "response.output_text.delta",
        };
        BeginOf(name, index, part, output);
        output.Write(",\"delta\":\""u8);
        output.Write(piece);
        output.Write(part.Kind == PartKind.Text ? "\",\"logprobs\":[]"u8 : "\""u8);
        End(output);
    }

    protected override void WriteEnd(int index, AnswerPart part, IBufferWriter<byte> output)
    {
        switch (part)
        {
            case { Kind: PartKind.Thought }:
                WriteDone("response.reasoning_summary_text.done", ",\"text\":\""u8, index, part, output);
                BeginOf("response.reasoning_summary_part.done", index, part, output);
                output.Write(",\"part\":"u8);
                ResponsesItems.WriteSummary(part, output);
                End(output);
                break;
            case { Call: { } call }:
                BeginOf("response.function_call_arguments.done", index, part, output);
                output.Write(",\"name\":\""u8);
                JsonBytes.Text(call.Name, output);
                output.Write("\",\"arguments\":\""u8);
                part.Wording.WriteAll(output);
                output.Write("\""u8);
                End(output);
                break;
            default:
                WriteDone("response.output_text.done", ",\"logprobs\":[],\"text\":\""u8, index, part, output);
                BeginOf("response.content_part.done", index, part, output);
                output.Write(",\"part\":"u8);
                ResponsesItems.WriteText(part, done: true, output);
                End(output);
                break;
        }

        Begin("response.output_item.done", output);
        WriteItem(index, part, done: true, output);
    }

    private void WriteDone(
        string name,
        ReadOnlySpan<byte> beforeText,
        int index,
        AnswerPart part,
        IBufferWriter<byte> output
    )
    {
        BeginOf(name, index, part, output);
        output.Write(beforeText);
        part.Wording.WriteAll(output);
        output.Write("\""u8);
        End(output);
    }

    private void WriteItem(int index, AnswerPart part, bool done, IBufferWriter<byte> output)
    {
        output.Write(",\"output_index\":"u8);
        JsonBytes.Number(index, output);
        output.Write(",\"item\":"u8);
        _items.Write(index, part, done, output);
        End(output);
    }

    private void Begin(string name, IBufferWriter<byte> output)
    {
        output.Write("event: "u8);
        JsonBytes.Text(name, output);
        output.Write("\ndata: {\"type\":\""u8);
        JsonBytes.Text(name, output);
        output.Write("\",\"sequence_number\":"u8);
        JsonBytes.Number(_sequence++, output);
    }

    /// <summary>Begins an event about what is in an item.</summary>
    private void BeginOf(string name, int index, AnswerPart part, IBufferWriter<byte> output)
    {
        Begin(name, output);
        output.Write(",\"item_id\":\""u8);
        _items.WriteId(index, part, output);
        output.Write("\",\"output_index\":"u8);
        JsonBytes.Number(index, output);
        output.Write(
            part.Kind switch
            {
                PartKind.Thought => ",\"summary_index\":0"u8,
                PartKind.Text => ",\"content_index\":0"u8,
                _ => default,
            }
        );
    }

    private static void End(IBufferWriter<byte> output) => output.Write("}\n\n"u8);

    private void WriteResponse(bool done, IBufferWriter<byte> output)
    {
        output.Write("{\"id\":\"resp_"u8);
        JsonBytes.Text(id, output);
        output.Write("\",\"object\":\"response\",\"created_at\":"u8);
        JsonBytes.Number(created, output);
        output.Write(",\"status\":\""u8);
        output.Write(done ? FinalStatus : "in_progress"u8);
        output.Write("\",\"background\":false,\"error\":null,\"incomplete_details\":"u8);
        output.Write(done && Parts.IsCut ? "{\"reason\":\"max_output_tokens\"}"u8 : "null"u8);
        output.Write(",\"model\":\""u8);
        output.Write(request.Model.EscapedName);
        output.Write("\",\"output\":["u8);
        for (var i = 0; done && i < Parts.Parts.Length; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            _items.Write(i, Parts.Parts[i], done: true, output);
        }

        output.Write("]"u8);
        output.Write(request.Echo);
        output.Write(",\"usage\":"u8);
        WriteUsage(done, output);
        output.Write("}"u8);
    }

    private void WriteUsage(bool done, IBufferWriter<byte> output)
    {
        if (!done)
        {
            output.Write("null"u8);
            return;
        }

        output.Write("{\"input_tokens\":"u8);
        JsonBytes.Number(request.PromptTokens, output);
        output.Write(",\"input_tokens_details\":{\"cached_tokens\":"u8);
        JsonBytes.Number(Math.Min(cachedTokens, request.PromptTokens), output);
        output.Write("},\"output_tokens\":"u8);
        JsonBytes.Number(Parts.Tokens, output);
        output.Write(",\"output_tokens_details\":{\"reasoning_tokens\":"u8);
        JsonBytes.Number(Parts.ThoughtTokens, output);
        output.Write("},\"total_tokens\":"u8);
        JsonBytes.Number((long)request.PromptTokens + Parts.Tokens, output);
        output.Write("}"u8);
    }
}
