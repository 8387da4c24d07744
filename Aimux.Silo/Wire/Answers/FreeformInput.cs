using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>The text that a custom tool takes, as the arguments of a function hold it: <c>{"input":"…"}</c>.</summary>
internal static class FreeformInput
{
    /// <summary>What stands before the text, escaped.</summary>
    public static ReadOnlySpan<byte> Before => "{\\\"input\\\":\\\""u8;

    /// <summary>What stands after the text, escaped.</summary>
    public static ReadOnlySpan<byte> After => "\\\"}"u8;

    /// <summary>Takes the text out of arguments. What is no such object is the text itself.</summary>
    /// <param name="arguments">The arguments, escaped.</param>
    /// <param name="plain">Where they are unescaped.</param>
    /// <returns>The text, escaped.</returns>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> arguments, ArrayBufferWriter<byte> plain)
    {
        plain.ResetWrittenCount();
        JsonText.Unescape(arguments, plain);
        try
        {
            var input = default(JsonSlice);
            var found = false;
            var members = new JsonMembers(plain.WrittenSpan);
            var some = false;
            while (members.Next())
            {
                some = true;
                if (members.Is("input"u8))
                {
                    input = members.Take();
                    found = input.IsText;
                }
            }

            // A call without any arguments has no text.
            return found || !some ? input.Text : arguments;
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
