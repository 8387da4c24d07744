using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>What an event of a Messages stream holds, as values where they stand. The whole of it has been checked.</summary>
internal ref struct MessagesEvent
{
    private Faults _faults;

    public JsonSlice Type { get; private set; }

    public int Index { get; private set; }

    public JsonSlice Message { get; private set; }

    public JsonSlice Block { get; private set; }

    public JsonSlice Delta { get; private set; }

    public JsonSlice Usage { get; private set; }

    public readonly bool IsFault => _faults.IsFault(Message.IsObject || Block.IsObject || Delta.IsObject);

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static MessagesEvent Of(ReadOnlySpan<byte> json)
    {
        var found = new MessagesEvent();
        var members = new JsonMembers(json);
        while (members.Next())
        {
            if (members.Is("type"u8))
            {
                found.Type = members.Take();
                found._faults.NoteKind(found.Type);
            }
            else if (members.Is("index"u8))
            {
                found.Index = members.Take().Count ?? 0;
            }
            else if (members.Is("delta"u8))
            {
                found.Delta = members.Take();
            }
            else if (members.Is("content_block"u8))
            {
                found.Block = members.Take();
            }
            else if (members.Is("usage"u8))
            {
                found.Usage = members.Take();
            }
            else if (members.Is("message"u8))
            {
                found.TakeMessage(ref members);
            }
            else
            {
                found._faults.Note(ref members);
            }
        }

        return found;
    }

    private void TakeMessage(ref JsonMembers members)
    {
        var copy = members;
        Message = members.Take();
        if (!Message.IsObject)
        {
            // Errors without a wrapper have a message too: a text.
            _faults.Note(ref copy);
        }
    }
}
