using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>What streams and whole answers of Messages write alike.</summary>
internal static class MessagesJson
{
    /// <summary>Counts: what came from a cache or went into one is no input here.</summary>
    public static void WriteMessagesUsage(this IBufferWriter<byte> output, AnswerUsage usage)
    {
        var read = usage.CacheRead ?? 0;
        var written = usage.CacheWritten ?? 0;
        output.Write("{\"input_tokens\":"u8);
        output.WriteNumber(Math.Max(0, (usage.Input ?? 0L) - read - written));
        output.Write(",\"cache_creation_input_tokens\":"u8);
        output.WriteNumber(written);
        output.Write(",\"cache_read_input_tokens\":"u8);
        output.WriteNumber(read);
        output.Write(",\"output_tokens\":"u8);
        output.WriteNumber(usage.Output ?? 0);
        output.Write("}"u8);
    }

    /// <summary>Why it stopped: two members.</summary>
    public static void WriteMessagesStop(this IBufferWriter<byte> output, AnswerAccount account)
    {
        var reason = account.ReasonWithRefusal;
        output.Write("\"stop_reason\":\""u8);
        output.Write(StopReasons.InMessages(reason));
        if (reason != StopReason.StopSequence || account.Sequence.IsEmpty)
        {
            output.Write("\",\"stop_sequence\":null"u8);
            return;
        }

        output.Write("\",\"stop_sequence\":\""u8);
        output.Write(account.Sequence);
        output.Write("\""u8);
    }
}
