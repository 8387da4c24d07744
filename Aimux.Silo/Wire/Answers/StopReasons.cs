using System.Text;

namespace Aimux.Silo.Wire.Answers;

/// <summary>The words of protocols and providers for why a model stopped.</summary>
internal static class StopReasons
{
    /// <summary>Whether the word says that the provider failed: what was said is not the whole answer.</summary>
    public static bool IsFailure(ReadOnlySpan<byte> word) => Is(word, "network_error"u8) || Is(word, "error"u8);

    /// <summary>What a word means; an unknown one is the end of a turn.</summary>
    public static StopReason Read(ReadOnlySpan<byte> word)
    {
        if (Is(word, "tool_calls"u8) || Is(word, "tool_use"u8) || Is(word, "function_call"u8))
        {
            return StopReason.ToolCalls;
        }

        if (
            Is(word, "length"u8)
            || Is(word, "max_tokens"u8)
            || Is(word, "max_output_tokens"u8)
            || Is(word, "model_context_window_exceeded"u8)
            || Is(word, "model_length"u8)
        )
        {
            return StopReason.Length;
        }

        if (Is(word, "content_filter"u8) || Is(word, "sensitive"u8) || Is(word, "refusal"u8) || Is(word, "safety"u8))
        {
            return StopReason.Refusal;
        }

        return Is(word, "stop_sequence"u8) ? StopReason.StopSequence : StopReason.EndOfTurn;
    }

    public static ReadOnlySpan<byte> InMessages(StopReason reason) =>
        reason switch
        {
            StopReason.StopSequence => "stop_sequence"u8,
            StopReason.Length => "max_tokens"u8,
            StopReason.ToolCalls => "tool_use"u8,
            StopReason.Refusal => "refusal"u8,
            _ => "end_turn"u8,
        };

    public static ReadOnlySpan<byte> InChat(StopReason reason) =>
        reason switch
        {
            StopReason.Length => "length"u8,
            StopReason.ToolCalls => "tool_calls"u8,
            StopReason.Refusal => "content_filter"u8,
            _ => "stop"u8,
        };

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known) => Ascii.EqualsIgnoreCase(word, known);
}
