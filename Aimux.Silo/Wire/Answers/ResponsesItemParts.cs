namespace Aimux.Silo.Wire.Answers;

/// <summary>What an output item of a Responses answer holds, as values where they stand.</summary>
internal ref struct ResponsesItemParts
{
    public bool IsCall { get; private set; }

    /// <summary>Whether it calls a custom tool, with a text for arguments.</summary>
    public bool IsFreeform { get; private set; }

    public bool IsMessage { get; private set; }

    public bool IsReasoning { get; private set; }

    public JsonSlice CallId { get; private set; }

    public JsonSlice Name { get; private set; }

    /// <summary>The namespace of the tool that is called.</summary>
    public JsonSlice Space { get; private set; }

    public JsonSlice Arguments { get; private set; }

    public JsonSlice Content { get; private set; }

    public JsonSlice Summary { get; private set; }

    public static ResponsesItemParts Of(JsonSlice item)
    {
        var parts = new ResponsesItemParts();
        var members = new JsonMembers(item);
        while (members.Next())
        {
            if (members.Is("type"u8))
            {
                parts.ReadType(members.Take());
            }
            else if (members.Is("call_id"u8))
            {
                parts.CallId = members.Take();
            }
            else if (members.Is("name"u8))
            {
                parts.Name = members.Take();
            }
            else if (members.Is("namespace"u8))
            {
                parts.Space = members.Take();
            }
            // A call of a custom tool has free text instead.
            else if (members.Is("arguments"u8) || members.Is("input"u8))
            {
                parts.Arguments = members.Take();
            }
            else if (members.Is("content"u8))
            {
                parts.Content = members.Take();
            }
            else if (members.Is("summary"u8))
            {
                parts.Summary = members.Take();
            }
        }

        return parts;
    }

    private void ReadType(JsonSlice type)
    {
        IsFreeform = type.Is("custom_tool_call"u8);
        IsCall = IsFreeform || type.Is("function_call"u8);
        IsMessage = type.Is("message"u8);
        IsReasoning = type.Is("reasoning"u8);
    }
}
