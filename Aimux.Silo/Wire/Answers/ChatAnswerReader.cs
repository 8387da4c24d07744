using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads a whole answer of OpenAI's chat completions.</summary>
internal static class ChatAnswerReader
{
    /// <summary>Tells the whole answer: its first choice.</summary>
    /// <returns>Error and Silent (there is no message) tell nothing; else End.</returns>
    /// <exception cref="JsonException">It is no JSON object; nothing was told.</exception>
    public static EventKind Read(ReadOnlyMemory<byte> json, IAnswerSink sink)
    {
        var answer = ChatChunk.Of(json.Span);
        if (answer.IsFault)
        {
            return EventKind.Error;
        }

        var message = answer.Message.IsObject ? answer.Message : answer.Delta;
        if (!message.IsObject)
        {
            return EventKind.Silent;
        }

        sink.Begin(answer.Id.Text, answer.Model.Text);
        if (TokenCounts.TryRead(answer.Usage, out var usage))
        {
            sink.Usage(usage);
        }

        var speech = new ChatSpeech();
        speech.Tell(message, sink);
        speech.Finish(sink);
        if (!answer.Finish.IsEmpty)
        {
            sink.Stop(StopReasons.Read(answer.Finish), default);
        }

        sink.End();
        return EventKind.End;
    }
}
