namespace Aimux.Silo.Wire.Answers;

/// <summary>Tells what is not empty. Each says whether it was told.</summary>
internal static class Telling
{
    public static bool Text(ReadOnlySpan<byte> escaped, IAnswerSink sink)
    {
        if (!escaped.IsEmpty)
        {
            sink.Text(escaped);
        }

        return !escaped.IsEmpty;
    }

    public static bool Thought(ReadOnlySpan<byte> escaped, IAnswerSink sink)
    {
        if (!escaped.IsEmpty)
        {
            sink.Thought(escaped);
        }

        return !escaped.IsEmpty;
    }

    public static bool Refusal(ReadOnlySpan<byte> escaped, IAnswerSink sink)
    {
        if (!escaped.IsEmpty)
        {
            sink.Refusal(escaped);
        }

        return !escaped.IsEmpty;
    }

    public static bool Signature(ReadOnlySpan<byte> escaped, IAnswerSink sink)
    {
        if (!escaped.IsEmpty)
        {
            sink.Signature(escaped);
        }

        return !escaped.IsEmpty;
    }
}
