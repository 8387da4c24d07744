using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes the Responses object, as it is at the start or at the end of an answer.</summary>
internal static class ResponsesObject
{
    /// <summary>Writes it before anything was said.</summary>
    public static void WriteStarted(IBufferWriter<byte> output, ResponsesHead head, AnswerAccount account)
    {
        WriteHead(output, head, account, "in_progress"u8, "null"u8);
        output.Write("[]"u8);
        WriteEcho(output, head);
        output.Write(",\"usage\":null}"u8);
    }

    /// <summary>Writes it whole.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="head">What it says of its request.</param>
    /// <param name="account">What is remembered of the answer.</param>
    /// <param name="items">Its output, separated by commas.</param>
    public static void WriteEnded(
        IBufferWriter<byte> output,
        ResponsesHead head,
        AnswerAccount account,
        ReadOnlySpan<byte> items
    )
    {
        switch (account.Reason)
        {
            case StopReason.Length:
                WriteHead(output, head, account, "incomplete"u8, "{\"reason\":\"max_output_tokens\"}"u8);
                break;
            case StopReason.Refusal:
                WriteHead(output, head, account, "incomplete"u8, "{\"reason\":\"content_filter\"}"u8);
                break;
            default:
                WriteHead(output, head, account, "completed"u8, "null"u8);
                break;
        }

        output.Write("["u8);
        output.Write(items);
        output.Write("]"u8);
        WriteEcho(output, head);
        output.Write(",\"usage\":"u8);
        output.WriteResponsesUsage(account.UsageAtEnd);
        output.Write("}"u8);
    }

    private static void WriteHead(
        IBufferWriter<byte> output,
        ResponsesHead head,
        AnswerAccount account,
        ReadOnlySpan<byte> status,
        ReadOnlySpan<byte> incomplete
    )
    {
        output.Write("{\"id\":\""u8);
        if (!account.Id.StartsWith("resp_"u8))
        {
            output.Write("resp_"u8);
        }

        output.WriteId(account, default);
        output.Write("\",\"object\":\"response\",\"created_at\":"u8);
        output.WriteNumber(head.CreatedAt);
        output.Write(",\"status\":\""u8);
        output.Write(status);
        output.Write("\",\"error\":null,\"incomplete_details\":"u8);
        output.Write(incomplete);
        output.Write(",\"model\":\""u8);
        if (account.Model.IsEmpty)
        {
            output.WritePlain(head.Model);
        }
        else
        {
            output.Write(account.Model);
        }

        output.Write("\",\"output\":"u8);
    }

    private static void WriteEcho(IBufferWriter<byte> output, ResponsesHead head)
    {
        Echo(output, ",\"instructions\":"u8, head.Instructions, "null"u8);
        Echo(output, ",\"max_output_tokens\":"u8, head.MaxOutputTokens, "null"u8);
        Echo(output, ",\"metadata\":"u8, head.Metadata, "{}"u8);
        Echo(output, ",\"parallel_tool_calls\":"u8, head.ParallelToolCalls, "true"u8);
        output.Write(",\"previous_response_id\":null"u8);
        Echo(output, ",\"reasoning\":"u8, head.Reasoning, "{\"effort\":null,\"summary\":null}"u8);
        output.Write(",\"store\":false"u8);
        Echo(output, ",\"temperature\":"u8, head.Temperature, "null"u8);
        Echo(output, ",\"text\":"u8, head.Text, "{\"format\":{\"type\":\"text\"}}"u8);
        Echo(output, ",\"tool_choice\":"u8, head.ToolChoice, "\"auto\""u8);
        Echo(output, ",\"tools\":"u8, head.Tools, "[]"u8);
        Echo(output, ",\"top_p\":"u8, head.TopP, "null"u8);
        output.Write(",\"truncation\":\"disabled\""u8);
    }

    private static void Echo(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> member,
        ReadOnlyMemory<byte> said,
        ReadOnlySpan<byte> unsaid
    )
    {
        output.Write(member);
        output.WriteOneLine(said.IsEmpty ? unsaid : said.Span);
    }
}
