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
        int? input = null,
            read = null,
            written = null,
            output = null;
        var members = new JsonMembers(usage);
        while (members.Next())
        {
            if (members.Is("input_tokens"u8))
            {
                input = members.Take().Count;
            }
            else if (members.Is("cache_read_input_tokens"u8))
            {
                read = members.Take().Count;
            }
            else if (members.Is("cache_creation_input_tokens"u8))
            {
                written = members.Take().Count;
            }
            else if (final && members.Is("output_tokens"u8))
            {
                output = members.Take().Count;
            }
        }

        // Some repeat the counts of the prompt as zeros; one zero beside a count is one.
        var counts = input > 0 || read > 0 || written > 0;
        _input = Newer(_input, input, counts);
        _read = Newer(_read, read, counts);
        _written = Newer(_written, written, counts);
        _output = Newer(_output, output, counts: false);
        var prompt =
            _input is null && _read is null && _written is null
                ? (int?)null
                : (int)Math.Min(int.MaxValue / 2, (_input ?? 0L) + (_read ?? 0) + (_written ?? 0));
        return (input ?? read ?? written ?? output) is null
            ? null
            : new AnswerUsage(prompt, _read, _written, _output, Thought: null);
    }

    private static int? Newer(int? known, int? said, bool counts) =>
        said is > 0 || counts ? said ?? known : known ?? said;
}
