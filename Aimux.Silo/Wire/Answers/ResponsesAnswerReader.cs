using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads a whole answer of OpenAI's Responses.</summary>
internal static class ResponsesAnswerReader
{
    /// <summary>Tells the whole answer.</summary>
    /// <returns>Error and Silent (there is no output yet) tell nothing; else End.</returns>
    /// <exception cref="JsonException">It is no JSON object; nothing was told.</exception>
    public static EventKind Read(ReadOnlyMemory<byte> json, IAnswerSink sink)
    {
        var answer = ResponsesAnswer.Of(new JsonMembers(json.Span));
        if (answer.IsFault)
        {
            return EventKind.Error;
        }

        if (!answer.Output.IsArray || answer.Status.Is("queued"u8) || answer.Status.Is("in_progress"u8))
        {
            return EventKind.Silent;
        }

        sink.Begin(answer.Id.Text, answer.Model.Text);
        TellOutput(answer.Output, new ResponsesItems(), sink);
        answer.TellEnd(sink);
        return EventKind.End;
    }

    public static void TellOutput(JsonSlice output, ResponsesItems told, IAnswerSink sink)
    {
        var items = new JsonItems(output);
        for (var index = 0; items.Next(out var item); index++)
        {
            told.Finish(index, item, sink);
        }
    }
}
