using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>What streams and whole answers of chat and Responses write alike.</summary>
internal static class ChatJson
{
    public static void WriteChatUsage(this IBufferWriter<byte> output, AnswerUsage usage)
    {
        output.Write("{\"prompt_tokens\":"u8);
        output.WriteNumber(usage.Input ?? 0);
        output.Write(",\"completion_tokens\":"u8);
        output.WriteNumber(usage.Output ?? 0);
        output.Write(",\"total_tokens\":"u8);
        output.WriteNumber((usage.Input ?? 0L) + (usage.Output ?? 0));
        output.Write(",\"prompt_tokens_details\":"u8);
        output.WriteCacheDetails(usage);
        output.Write(",\"completion_tokens_details\":{\"reasoning_tokens\":"u8);
        output.WriteNumber(usage.Thought ?? 0);
        output.Write("}}"u8);
    }

    public static void WriteResponsesUsage(this IBufferWriter<byte> output, AnswerUsage usage)
    {
        output.Write("{\"input_tokens\":"u8);
        output.WriteNumber(usage.Input ?? 0);
        output.Write(",\"input_tokens_details\":"u8);
        output.WriteCacheDetails(usage);
        output.Write(",\"output_tokens\":"u8);
        output.WriteNumber(usage.Output ?? 0);
        output.Write(",\"output_tokens_details\":{\"reasoning_tokens\":"u8);
        output.WriteNumber(usage.Thought ?? 0);
        output.Write("},\"total_tokens\":"u8);
        output.WriteNumber((usage.Input ?? 0L) + (usage.Output ?? 0));
        output.Write("}"u8);
    }

    private static void WriteCacheDetails(this IBufferWriter<byte> output, AnswerUsage usage)
    {
        output.Write("{\"cached_tokens\":"u8);
        output.WriteNumber(usage.CacheRead ?? 0);
        if (usage.CacheWritten > 0)
        {
            // Both protocols leave it out where nothing is written.
            output.Write(",\"cache_write_tokens\":"u8);
            output.WriteNumber(usage.CacheWritten.Value);
        }

        output.Write("}"u8);
    }
}
