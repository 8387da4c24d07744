using System.Buffers;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>Which reader and writer stand between a provider's protocol and a caller's.</summary>
internal static class AnswerTranslation
{
    /// <summary>Reads a stream of a protocol.</summary>
    public static IEventReader ReaderOf(WireProtocol spoken)
    {
        return spoken switch
        {
            WireProtocol.Chat => new ChatEventReader(),
            WireProtocol.Messages => new MessagesEventReader(),
            _ => new ResponsesEventReader(),
        };
    }

    /// <summary>Reads a whole answer of a protocol.</summary>
    public static EventKind Read(WireProtocol spoken, ReadOnlyMemory<byte> answer, IAnswerSink sink)
    {
        return spoken switch
        {
            WireProtocol.Chat => ChatAnswerReader.Read(answer, sink),
            WireProtocol.Messages => MessagesAnswerReader.Read(answer, sink),
            _ => ResponsesAnswerReader.Read(answer, sink),
        };
    }

    /// <summary>Writes what a caller gets: a stream if it asked for one, else a whole answer.</summary>
    /// <param name="peek">What it asked.</param>
    /// <param name="request">The same in whole.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="dialect">What the provider's vendor says otherwise.</param>
    public static IAnswerSink WriterTo(
        RequestPeek peek,
        ReadOnlyMemory<byte> request,
        IBufferWriter<byte> output,
        VendorDialect dialect
    )
    {
        var writer = WriterTo(peek, request, output);
        return dialect.ThinksInText ? new ThinkTagSplitter(writer) : writer;
    }

    private static IAnswerSink WriterTo(RequestPeek peek, ReadOnlyMemory<byte> request, IBufferWriter<byte> output)
    {
        var (created, input, id) = (peek.At.ToUnixTimeSeconds(), peek.InputTokens, peek.Id);
        return (peek.Operation.Protocol, peek.Streaming) switch
        {
            (WireProtocol.Messages, true) => new MessagesStreamWriter(output, input, id),
            (WireProtocol.Messages, false) => new MessagesAnswerWriter(output, input, id),
            (WireProtocol.Responses, true) => new ResponsesStreamWriter(output, ResponsesEcho.Of(request, peek)),
            (WireProtocol.Responses, false) => new ResponsesAnswerWriter(output, ResponsesEcho.Of(request, peek)),
            (_, true) => new ChatStreamWriter(output, peek.AsksForUsage, created, input, id),
            _ => new ChatAnswerWriter(output, created, input, id),
        };
    }
}
