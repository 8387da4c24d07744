using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>JSON as the text of an answer, told in short fragments.</summary>
internal sealed class StructuredContent(string json, int most) : ChoiceContent
{
    /// <summary>The answer to a client that asks for JSON of any kind.</summary>
    public const string Unnamed = "{\"answer\":\"simulated\"}";

    private readonly string[] _fragments = TextFragments.Split(json);

    public override int Fragments => Math.Min(_fragments.Length, most);

    public override ReadOnlySpan<byte> FinishReason => _fragments.Length > most ? "length"u8 : "stop"u8;

    public override void WriteOpening(IBufferWriter<byte> output) =>
        output.Write("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"u8);

    public override void WriteDelta(int fragment, IBufferWriter<byte> output)
    {
        output.Write("{\"content\":\""u8);
        output.Write(JsonEncodedText.Encode(_fragments[fragment]).EncodedUtf8Bytes);
        output.Write("\"}"u8);
    }

    public override void WriteMessage(IBufferWriter<byte> output)
    {
        output.Write("{\"role\":\"assistant\",\"content\":\""u8);
        output.Write(JsonEncodedText.Encode(string.Concat(_fragments.Take(Fragments))).EncodedUtf8Bytes);
        output.Write("\",\"refusal\":null,\"annotations\":[]}"u8);
    }
}
