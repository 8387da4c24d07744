namespace Aimux.Silo.Wire.Answers;

/// <summary>
/// The token counts of a Messages answer. Each event repeats some of them, and the prompt is the sum of three: so they
/// are kept one by one.
/// </summary>
internal sealed class MessagesCounts
{
    private int? _input;
    private int? _read;
    private int? _written;
    private int? _output;

    /// <summary>What is known so far; <c>null</c> if the object says nothing.</summary>
    /// <param name="usage">The object with counts.</param>
    /// <param name="final">Whether its output count is one: at the start of a stream it is a placeholder.</param>
    public AnswerUsage? Read(JsonSlice usage, bool final)
    {
        var any = false;
        var members = new JsonMembers(usage);
        while (members.Next())
        {
            if (members.Is("input_tokens"u8))
            {
                any |= Update(ref _input, members.Take());
            }
            else if (members.Is("cache_read_input_tokens"u8))
            {
                any |= Update(ref _read, members.Take());
            }
            else if (members.Is("cache_creation_input_tokens"u8))
            {
                any |= Update(ref _written, members.Take());
            }
            else if (final && members.Is("output_tokens"u8))
            {
                any |= Update(ref _output, members.Take());
            }
        }

        var prompt =
            _input is null && _read is null && _written is null
                ? (int?)null
                : (int)Math.Min(int.MaxValue / 2, (_input ?? 0L) + (_read ?? 0) + (_written ?? 0));
        return any ? new AnswerUsage(prompt, _read, _written, _output, Thought: null) : null;
    }

    private static bool Update(ref int? known, JsonSlice said)
    {
        if (said.Count is not { } count)
        {
            return false;
        }

        // Some repeat the counts of the prompt as zero.
        known = count > 0 ? count : known ?? 0;
        return true;
    }
}
