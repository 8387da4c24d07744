using System.Buffers;
using Aimux.Silo.Simulation.Parts;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>The items of an answer of Responses, each with an id of its own.</summary>
internal sealed class ResponsesItems(string id, bool isCut)
{
    public void WriteId(int index, AnswerPart part, IBufferWriter<byte> output)
    {
        output.Write(
            part.Kind switch
            {
                PartKind.Thought => "rs_"u8,
                PartKind.Call => "fc_"u8,
                _ => "msg_"u8,
            }
        );
        JsonBytes.Text(id, output);
        output.Write("_"u8);
        JsonBytes.Number(index, output);
    }

    /// <summary>Writes the item as it begins, with nothing in it, or as it ends.</summary>
    public void Write(int index, AnswerPart part, bool done, IBufferWriter<byte> output)
    {
        output.Write("{\"id\":\""u8);
        WriteId(index, part, output);
        switch (part)
        {
            case { Kind: PartKind.Thought }:
                output.Write("\",\"type\":\"reasoning\",\"summary\":["u8);
                if (done)
                {
                    WriteSummary(part, output);
                }

                output.Write("]}"u8);
                break;
            case { Call: { } call }:
                output.Write("\",\"type\":\"function_call\",\"status\":\""u8);
                output.Write(StatusOf(done));
                output.Write("\",\"arguments\":\""u8);
                if (done)
                {
                    part.Wording.WriteAll(output);
                }

                output.Write("\",\"call_id\":\""u8);
                JsonBytes.Text(call.Id, output);
                output.Write("\",\"name\":\""u8);
                JsonBytes.Text(call.Name, output);
                output.Write("\"}"u8);
                break;
            default:
                output.Write("\",\"type\":\"message\",\"status\":\""u8);
                output.Write(done && isCut ? "incomplete"u8 : StatusOf(done));
                output.Write("\",\"role\":\"assistant\",\"content\":["u8);
                if (done)
                {
                    WriteText(part, done, output);
                }

                output.Write("]}"u8);
                break;
        }
    }

    /// <summary>Writes the part of a message that is its text.</summary>
    public static void WriteText(AnswerPart part, bool done, IBufferWriter<byte> output)
    {
        output.Write("{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\""u8);
        if (done)
        {
            part.Wording.WriteAll(output);
        }

        output.Write("\"}"u8);
    }

    /// <summary>Writes the part of a thought that is its summary.</summary>
    public static void WriteSummary(AnswerPart part, IBufferWriter<byte> output)
    {
        output.Write("{\"type\":\"summary_text\",\"text\":\""u8);
        part.Wording.WriteAll(output);
        output.Write("\"}"u8);
    }

    private static ReadOnlySpan<byte> StatusOf(bool done) => done ? "completed"u8 : "in_progress"u8;
}
