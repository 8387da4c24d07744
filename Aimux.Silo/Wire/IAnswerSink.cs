namespace Aimux.Silo.Wire;

/// <summary>
/// What an answer says, part by part and in its own order, whatever protocol it came in. Readers of each protocol tell
/// it, writers of each protocol listen. Texts are UTF-8 as they stand inside a JSON string, still escaped and without
/// quotes, so that they cross from one protocol to the other without being decoded; they are valid during the call.
/// </summary>
internal interface IAnswerSink
{
    /// <summary>Told first, once. Either may be empty.</summary>
    void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model);

    /// <summary>A piece of the text.</summary>
    void Text(ReadOnlySpan<byte> escaped);

    /// <summary>A piece of what the model thought.</summary>
    void Thought(ReadOnlySpan<byte> escaped);

    /// <summary>The provider's signature of the thoughts since the last signature.</summary>
    void Signature(ReadOnlySpan<byte> escaped);

    /// <summary>A thought that only its provider can read.</summary>
    void HiddenThought(ReadOnlySpan<byte> escaped);

    /// <summary>A piece of why the model declines.</summary>
    void Refusal(ReadOnlySpan<byte> escaped);

    /// <summary>A tool call begins. Told once for each index, before its arguments.</summary>
    /// <param name="index">Numbered from 0 in the order in which calls begin.</param>
    /// <param name="id">The call's id; may be empty.</param>
    /// <param name="name">The tool's name.</param>
    void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name);

    /// <summary>A piece of a call's arguments, which are JSON text inside a JSON string. Pieces of several calls may alternate.</summary>
    void ToolArguments(int index, ReadOnlySpan<byte> escaped);

    /// <summary>Tokens as far as they are counted; a later count replaces an earlier one where it says more.</summary>
    void Usage(AnswerUsage usage);

    /// <summary>Why the model stopped.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="sequence">Which stop sequence it met; empty if none or not told.</param>
    void Stop(StopReason reason, ReadOnlySpan<byte> sequence);

    /// <summary>Told last, once: the answer is whole.</summary>
    void End();
}
