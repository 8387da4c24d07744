using System.Buffers;
using System.Text;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;

namespace Aimux.Tests.Wire.Answers;

/// <summary>Carries streams and whole answers from one protocol into another.</summary>
internal static class Streams
{
    public const long Created = 1_790_000_000;

    public static readonly WireProtocol[] All = [WireProtocol.Chat, WireProtocol.Messages, WireProtocol.Responses];

    public static IEventReader Reader(WireProtocol protocol) =>
        protocol switch
        {
            WireProtocol.Chat => new ChatEventReader(),
            WireProtocol.Messages => new MessagesEventReader(),
            _ => new ResponsesEventReader(),
        };

    public static IAnswerSink StreamWriter(WireProtocol protocol, IBufferWriter<byte> output) =>
        protocol switch
        {
            WireProtocol.Chat => new ChatStreamWriter(output, includeUsage: true, Created, 7, "own"),
            WireProtocol.Messages => new MessagesStreamWriter(output, 7, "own"),
            _ => new ResponsesStreamWriter(output, Head),
        };

    public static IAnswerSink AnswerWriter(WireProtocol protocol, IBufferWriter<byte> output) =>
        protocol switch
        {
            WireProtocol.Chat => new ChatAnswerWriter(output, Created, 7, "own"),
            WireProtocol.Messages => new MessagesAnswerWriter(output, 7, "own"),
            _ => new ResponsesAnswerWriter(output, Head),
        };

    public static EventKind ReadAnswer(WireProtocol protocol, byte[] json, IAnswerSink sink) =>
        protocol switch
        {
            WireProtocol.Chat => ChatAnswerReader.Read(json, sink),
            WireProtocol.Messages => MessagesAnswerReader.Read(json, sink),
            _ => ResponsesAnswerReader.Read(json, sink),
        };

    /// <summary>Reads a stream as its protocol demands.</summary>
    public static ReadAnswer Check(WireProtocol protocol, ReadOnlySpan<byte> stream) =>
        protocol switch
        {
            WireProtocol.Chat => ChatGrammar.Read(stream, usage: true),
            WireProtocol.Messages => MessagesGrammar.Read(stream),
            _ => ResponsesGrammar.Read(stream),
        };

    /// <summary>Reads events in one protocol into a stream in another, to its end.</summary>
    public static byte[] Translate(WireProtocol from, WireProtocol to, params IEnumerable<string> events)
    {
        var output = new ArrayBufferWriter<byte>();
        Tell(from, StreamWriter(to, output), events);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Translates, and reads what came of it as its protocol demands.</summary>
    public static ReadAnswer Read(WireProtocol from, WireProtocol to, params IEnumerable<string> events) =>
        Check(to, Translate(from, to, events));

    /// <summary>Reads a stream in one protocol into a stream in another.</summary>
    public static byte[] Translate(WireProtocol from, WireProtocol to, ReadOnlySpan<byte> stream) =>
        Translate(from, to, SseEvents.Of(stream).Select(each => each.Data));

    public static void Tell(WireProtocol from, IAnswerSink sink, IEnumerable<string> events)
    {
        var reader = Reader(from);
        foreach (var data in events)
        {
            var kind = reader.Read(Encoding.UTF8.GetBytes(data), sink);
            if (kind == EventKind.Error)
            {
                throw new GrammarException($"{data} is an error.");
            }
        }

        GrammarException.Demand(reader.Close(sink), "The stream is not whole.");
    }

    /// <summary>Translates a whole answer.</summary>
    public static string Whole(WireProtocol from, WireProtocol to, string json)
    {
        var output = new ArrayBufferWriter<byte>();
        var kind = ReadAnswer(from, Encoding.UTF8.GetBytes(json), AnswerWriter(to, output));
        GrammarException.Demand(kind == EventKind.End, $"It is {kind}.");
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static ResponsesHead Head =>
        new()
        {
            CreatedAt = Created,
            OwnId = "own",
            InputEstimate = 7,
            Model = "own-model",
            Text = """{"format": {"type": "json_object"}}"""u8.ToArray(),
            Tools = "[\n  {\"type\": \"function\",\r\n \"name\": \"f\"}\n]"u8.ToArray(),
        };
}
