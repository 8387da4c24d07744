using System.Buffers;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Translation;

internal static class AnswerTranslation
{
    public static IEventReader ReaderOf(WireProtocol spoken) => throw new NotSupportedException($"{spoken}");

    public static IAnswerSink StreamTo(RequestPeek peek, IBufferWriter<byte> output) =>
        throw new NotSupportedException($"{peek}{output}");

    public static IAnswerSink WriterTo(RequestPeek peek, IBufferWriter<byte> output) =>
        throw new NotSupportedException($"{peek}{output}");

    public static EventKind Read(WireProtocol spoken, ReadOnlyMemory<byte> answer, IAnswerSink sink) =>
        throw new NotSupportedException($"{spoken}{answer.Length}{sink}");
}
