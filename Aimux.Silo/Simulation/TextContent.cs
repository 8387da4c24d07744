using System.Buffers;

namespace Aimux.Silo.Simulation;

/// <summary>Plain text: the sentence, to a count of tokens.</summary>
internal sealed class TextContent(Sentence sentence, int wanted, int most) : ChoiceContent
{
    public override int Fragments { get; } = Math.Min(wanted, most);

    public override ReadOnlySpan<byte> FinishReason => wanted > most ? "length"u8 : "stop"u8;

    public override void WriteOpening(IBufferWriter<byte> output) =>
        output.Write("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"u8);

    public override void WriteDelta(int fragment, IBufferWriter<byte> output)
    {
        output.Write("{\"content\":\""u8);
        output.Write(sentence.Token(fragment));
        output.Write("\"}"u8);
    }

    public override void WriteMessage(IBufferWriter<byte> output)
    {
        output.Write("{\"role\":\"assistant\",\"content\":\""u8);
        sentence.Write(Fragments, output);
        output.Write("\",\"refusal\":null,\"annotations\":[]}"u8);
    }
}
