namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads the token counts of chat and Responses answers, whose prompt count includes the cache.</summary>
internal static class TokenCounts
{
    /// <returns>Whether it holds any count.</returns>
    public static bool TryRead(JsonSlice usage, out AnswerUsage counts)
    {
        int? input = null,
            output = null,
            read = null,
            written = null,
            thought = null;
        var members = new JsonMembers(usage);
        while (members.Next())
        {
            if (members.Is("prompt_tokens"u8) || members.Is("input_tokens"u8))
            {
                input = members.Take().Count ?? input;
            }
            else if (members.Is("completion_tokens"u8) || members.Is("output_tokens"u8))
            {
                output = members.Take().Count ?? output;
            }
            else if (members.Is("prompt_tokens_details"u8) || members.Is("input_tokens_details"u8))
            {
                ReadCache(members.Take(), ref read, ref written);
            }
            else if (members.Is("completion_tokens_details"u8) || members.Is("output_tokens_details"u8))
            {
                thought = ReadThought(members.Take()) ?? thought;
            }
            // DeepSeek's and Moonshot's names.
            else if (members.Is("prompt_cache_hit_tokens"u8) || members.Is("cached_tokens"u8))
            {
                read ??= members.Take().Count;
            }
        }

        counts = new AnswerUsage(input, read, written, output, thought);
        return input is not null || output is not null;
    }

    private static void ReadCache(JsonSlice details, ref int? read, ref int? written)
    {
        var members = new JsonMembers(details);
        while (members.Next())
        {
            if (members.Is("cached_tokens"u8))
            {
                read = members.Take().Count ?? read;
            }
            else if (members.Is("cache_write_tokens"u8))
            {
                written = members.Take().Count ?? written;
            }
        }
    }

    private static int? ReadThought(JsonSlice details)
    {
        var members = new JsonMembers(details);
        while (members.Next())
        {
            if (members.Is("reasoning_tokens"u8))
            {
                return members.Take().Count;
            }
        }

        return null;
    }
}
