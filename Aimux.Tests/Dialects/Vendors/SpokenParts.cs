using System.Text;
using Aimux.Silo.Wire;

namespace Aimux.Tests.Dialects.Vendors;

/// <summary>Notes texts and thoughts to the last blank; of an answer with other parts it would be no record.</summary>
internal sealed class SpokenParts : IAnswerSink
{
    public List<string> Lines { get; } = [];

    public void Text(ReadOnlySpan<byte> escaped) => Note("text ", escaped);

    public void Thought(ReadOnlySpan<byte> escaped) => Note("thought ", escaped);

    public void End() => Lines.Add("end");

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model) => throw new NotSupportedException();

    public void Signature(ReadOnlySpan<byte> escaped) => throw new NotSupportedException();

    public void HiddenThought(ReadOnlySpan<byte> escaped) => throw new NotSupportedException();

    public void Refusal(ReadOnlySpan<byte> escaped) => throw new NotSupportedException();

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name) =>
        throw new NotSupportedException();

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped) => throw new NotSupportedException();

    public void Usage(AnswerUsage usage) => throw new NotSupportedException();

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence) => throw new NotSupportedException();

    private void Note(string kind, ReadOnlySpan<byte> escaped) => Lines.Add(kind + Encoding.UTF8.GetString(escaped));
}
