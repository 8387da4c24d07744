using System.Text;
using Aimux.Silo.Wire;

namespace Aimux.Tests.Wire.Answers;

/// <summary>Notes what a reader tells, line by line.</summary>
internal sealed class Heard : IAnswerSink
{
    public List<string> Lines { get; } = [];

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model) => Note($"begin {Say(id)} {Say(model)}");

    public void Text(ReadOnlySpan<byte> escaped) => Note($"text {Say(escaped)}");

    public void Thought(ReadOnlySpan<byte> escaped) => Note($"thought {Say(escaped)}");

    public void Signature(ReadOnlySpan<byte> escaped) => Note($"signature {Say(escaped)}");

    public void HiddenThought(ReadOnlySpan<byte> escaped) => Note($"hidden {Say(escaped)}");

    public void Refusal(ReadOnlySpan<byte> escaped) => Note($"refusal {Say(escaped)}");

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name) =>
        Note($"call {index} {Say(id)} {Say(name)}");

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped) => Note($"arguments {index} {Say(escaped)}");

    public void Usage(AnswerUsage usage) =>
        Note($"usage {usage.Input} {usage.CacheRead} {usage.CacheWritten} {usage.Output} {usage.Thought}");

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence) => Note($"stop {reason} {Say(sequence)}");

    public void End() => Note("end");

    private void Note(string line) => Lines.Add(line.TrimEnd());

    private static string Say(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
