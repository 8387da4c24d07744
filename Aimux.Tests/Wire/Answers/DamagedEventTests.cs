using System.Buffers;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class DamagedEventTests
{
    private static readonly byte[][] Whole =
    [
        """{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"a\ud83d"}],"reasoning":"b","tool_calls":[{"index":0,"id":"i","function":{"name":"f","arguments":{"x":[1,"\n"]}}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1e9,"completion_tokens":2}}"""u8.ToArray(),
        """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{"a":"\u0001"}}}"""u8.ToArray(),
        """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":"#"},"usage":{"input_tokens":-1,"output_tokens":99999999999}}"""u8.ToArray(),
        """{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"a"}]}}"""u8.ToArray(),
        """{"type":"response.output_item.done","output_index":0,"item":{"type":"custom_tool_call","call_id":"c","namespace":"n","name":"f","input":"a\"\n"}}"""u8.ToArray(),
        """{"type":"response.completed","response":{"id":"r","status":"completed","output":[{"type":"reasoning","summary":[{"text":"a"},{"text":"b"}]}],"usage":{"input_tokens":1}}}"""u8.ToArray(),
        """{"id":"m1","model":"m","content":[{"type":"thinking","thinking":"a","signature":"b"},{"type":"tool_use","id":"t","name":"f","input":[1]}],"stop_reason":"x"}"""u8.ToArray(),
        "[DONE]"u8.ToArray(),
    ];

    /// <summary>Whatever a provider sends, a reader reads it or says that it is no JSON.</summary>
    [Fact]
    public void Damage_is_broken_json_or_is_read() =>
        Gen.Select(
                Gen.Int[0, Whole.Length - 1],
                Gen.Select(
                    Gen.Int[0, 400],
                    Gen.OneOf(Gen.Byte, Gen.Int[0, 10].Select(sign => "{}[]\",:\\u0n"u8[sign]))
                ).Array[0, 4],
                Gen.Int[0, 400]
            )
            .Sample(
                (event_, damages, length) =>
                {
                    var data = Whole[event_][..Math.Max(1, Math.Min(Whole[event_].Length, length * 2))];
                    foreach (var (place, value) in damages)
                    {
                        data[place % data.Length] = value;
                    }

                    foreach (var protocol in Streams.All)
                    {
                        Survives(() => ReadEvent(protocol, data));
                        Survives(() =>
                            Streams.ReadAnswer(
                                protocol,
                                data,
                                Streams.AnswerWriter(protocol, new ArrayBufferWriter<byte>())
                            )
                        );
                    }
                },
                iter: 1500
            );

    [Fact]
    public void A_deep_value_is_skipped_or_is_broken_json()
    {
        var deep = Encoding.UTF8.GetBytes(
            $$$"""{"choices":[],"x":{{{new string('[', 600)}}}{{{new string(']', 600)}}}}"""
        );
        Assert.ThrowsAny<JsonException>(() => new ChatEventReader().Read(deep, new Heard()));
        var less = Encoding.UTF8.GetBytes(
            $$$"""{"x":{{{new string('[', 400)}}}{{{new string(']', 400)}}},"choices":[{"delta":{"content":"a"}}]}"""
        );
        Assert.Equal(EventKind.Told, new ChatEventReader().Read(less, new Heard()));
    }

    private static void ReadEvent(WireProtocol protocol, byte[] data)
    {
        var reader = Streams.Reader(protocol);
        var sink = Streams.StreamWriter(protocol, new ArrayBufferWriter<byte>());
        reader.Read(data, sink);
        reader.Read(data, sink);
        reader.Close(sink);
    }

    private static void Survives(Action read)
    {
        try
        {
            read();
        }
        catch (JsonException)
        {
            // What a reader may say.
        }
    }
}
