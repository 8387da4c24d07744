namespace Aimux.Silo.Wire.Answers;

/// <summary>A fragment of a tool call in a chat answer, as values where they stand.</summary>
internal ref struct ChatFragment
{
    /// <summary>Which call it belongs to; <c>null</c> if it does not say.</summary>
    public int? Index { get; private set; }

    public ReadOnlySpan<byte> Id { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>A text, or, from some providers, the object itself.</summary>
    public JsonSlice Arguments { get; private set; }

    public static ChatFragment Of(JsonSlice json)
    {
        var fragment = new ChatFragment();
        var members = new JsonMembers(json);
        while (members.Next())
        {
            if (members.Is("index"u8))
            {
                fragment.Index = members.Take().Count;
            }
            else if (members.Is("id"u8))
            {
                fragment.Id = members.Take().Text;
            }
            else if (members.Is("function"u8))
            {
                fragment.ReadFunction(members.Take());
            }
        }

        return fragment;
    }

    private void ReadFunction(JsonSlice function)
    {
        var members = new JsonMembers(function);
        while (members.Next())
        {
            if (members.Is("name"u8))
            {
                Name = members.Take().Text;
            }
            else if (members.Is("arguments"u8))
            {
                Arguments = members.Take();
            }
        }
    }
}
