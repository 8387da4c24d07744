using System.Runtime.InteropServices;

namespace Aimux.Silo.Wire.Answers;

/// <summary>The signs of an error in the object that should be an answer or an event.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Faults
{
    private bool _certain;
    private bool _message;
    private bool _code;

    /// <summary>Whether the object is an error.</summary>
    /// <param name="holdsAnswer">Whether it holds something of an answer: then a mere message is none.</param>
    public readonly bool IsFault(bool holdsAnswer) => _certain || (!holdsAnswer && _message && _code);

    /// <summary>Looks at a member that means nothing else to the reader.</summary>
    public void Note(ref JsonMembers member)
    {
        if (member.Is("error"u8))
        {
            _certain |= member.Take().IsSomething;
        }
        else if (member.Is("type"u8) || member.Is("object"u8))
        {
            NoteKind(member.Take());
        }
        else if (member.Is("base_resp"u8))
        {
            NoteBase(member.Take());
        }
        else if (member.Is("success"u8))
        {
            _certain |= member.Take().Raw.SequenceEqual("false"u8);
        }
        else if (member.Is("message"u8) || member.Is("msg"u8))
        {
            _message |= member.Take().Text.Length > 0;
        }
        else if (member.Is("code"u8) || member.Is("status_code"u8))
        {
            _code |= member.Take().IsSomething;
        }
    }

    public void NoteKind(JsonSlice kind)
    {
        _certain |= kind.Is("error"u8);
        // Errors without a wrapper name their kind: too_many_requests_error.
        _code |= kind.Text.EndsWith("error"u8);
    }

    private void NoteBase(JsonSlice answer)
    {
        var members = new JsonMembers(answer);
        while (members.Next())
        {
            if (members.Is("status_code"u8))
            {
                _certain |= members.Take().IsSomething;
            }
        }
    }
}
