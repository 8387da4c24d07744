using System.Buffers;
using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation;

/// <summary>Tool calls: in a stream each opens with its id and name, then tells its arguments in fragments.</summary>
internal sealed class ToolCallsContent : ChoiceContent
{
    private readonly ToolCall[] _calls;
    private readonly List<byte[]> _deltas = [];

    public ToolCallsContent(ToolCall[] calls)
    {
        _calls = calls;
        for (var index = 0; index < calls.Length; index++)
        {
            AddCall(index, calls[index]);
        }
    }

    public override int Fragments => _deltas.Count;

    public override ReadOnlySpan<byte> FinishReason => "tool_calls"u8;

    public override void WriteOpening(IBufferWriter<byte> output) =>
        output.Write("{\"role\":\"assistant\",\"content\":null,\"refusal\":null}"u8);

    public override void WriteDelta(int fragment, IBufferWriter<byte> output) => output.Write(_deltas[fragment]);

    public override void WriteMessage(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteNull("content"u8);
        json.WriteNull("refusal"u8);
        json.WriteStartArray("tool_calls"u8);
        foreach (var call in _calls)
        {
            json.WriteStartObject();
            WriteCall(json, call, call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCall call, string arguments)
    {
        json.WriteString("id"u8, call.Id);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, arguments);
        json.WriteEndObject();
    }

    private void AddCall(int index, ToolCall call)
    {
        AddDelta(index, json => WriteCall(json, call, ""));
        foreach (var fragment in TextFragments.Split(call.Arguments))
        {
            AddDelta(
                index,
                json =>
                {
                    json.WriteStartObject("function"u8);
                    json.WriteString("arguments"u8, fragment);
                    json.WriteEndObject();
                }
            );
        }
    }

    private void AddDelta(int index, Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        members(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        _deltas.Add(output.WrittenSpan.ToArray());
    }
}
