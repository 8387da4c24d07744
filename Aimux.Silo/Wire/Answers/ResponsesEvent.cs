using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>What an event of a Responses stream holds, as values where they stand. The whole of it has been checked.</summary>
internal ref struct ResponsesEvent
{
    private Faults _faults;

    public JsonSlice Type { get; private set; }

    public JsonSlice Response { get; private set; }

    public int Index { get; private set; }

    public int Part { get; private set; }

    public JsonSlice Item { get; private set; }

    public ReadOnlySpan<byte> Delta { get; private set; }

    public readonly bool IsFault =>
        _faults.IsFault(Response.IsObject) || Type.Is("response.failed"u8) || Type.Is("response.cancelled"u8);

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static ResponsesEvent Of(ReadOnlySpan<byte> json)
    {
        var found = new ResponsesEvent();
        var members = new JsonMembers(json);
        while (members.Next())
        {
            if (members.Is("type"u8))
            {
                found.Type = members.Take();
                found._faults.NoteKind(found.Type);
            }
            else if (members.Is("response"u8))
            {
                found.Response = members.Take();
            }
            else if (members.Is("output_index"u8))
            {
                found.Index = members.Take().Count ?? 0;
            }
            else if (members.Is("summary_index"u8))
            {
                found.Part = members.Take().Count ?? 0;
            }
            else if (members.Is("item"u8))
            {
                found.Item = members.Take();
            }
            else if (members.Is("delta"u8))
            {
                found.Delta = members.Take().Text;
            }
            else
            {
                found._faults.Note(ref members);
            }
        }

        return found;
    }
}
