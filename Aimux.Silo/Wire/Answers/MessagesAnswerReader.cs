using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads a whole answer of Anthropic's Messages.</summary>
internal static class MessagesAnswerReader
{
    /// <summary>Tells the whole answer.</summary>
    /// <returns>Error and Silent (there is no content) tell nothing; else End.</returns>
    /// <exception cref="JsonException">It is no JSON object; nothing was told.</exception>
    public static EventKind Read(ReadOnlyMemory<byte> json, IAnswerSink sink)
    {
        JsonSlice id = default,
            model = default,
            content = default,
            usage = default,
            reason = default,
            sequence = default;
        var faults = new Faults();
        var members = new JsonMembers(json.Span);
        while (members.Next())
        {
            if (members.Is("id"u8))
            {
                id = members.Take();
            }
            else if (members.Is("model"u8))
            {
                model = members.Take();
            }
            else if (members.Is("content"u8))
            {
                content = members.Take();
            }
            else if (members.Is("usage"u8))
            {
                usage = members.Take();
            }
            else if (members.Is("stop_reason"u8))
            {
                reason = members.Take();
            }
            else if (members.Is("stop_sequence"u8))
            {
                sequence = members.Take();
            }
            else
            {
                faults.Note(ref members);
            }
        }

        if (faults.IsFault(content.IsArray) || StopReasons.IsFailure(reason.Text))
        {
            return EventKind.Error;
        }

        if (!content.IsArray)
        {
            return EventKind.Silent;
        }

        sink.Begin(id.Text, model.Text);
        TellBlocks(content, sink);
        if (new MessagesCounts().Read(usage, final: true) is { } counts)
        {
            sink.Usage(counts);
        }

        if (!reason.Text.IsEmpty)
        {
            new MessagesStop(reason, sequence).Tell(sink);
        }

        sink.End();
        return EventKind.End;
    }

    private static void TellBlocks(JsonSlice content, IAnswerSink sink)
    {
        var blocks = new MessagesBlocks();
        var items = new JsonItems(content);
        for (var index = 0; items.Next(out var block); index++)
        {
            blocks.Start(index, block, sink);
            blocks.Stop(index, sink);
        }
    }
}
