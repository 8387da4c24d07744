namespace Aimux.Silo.Wire.Answers;

/// <summary>Tells what a chat message, or a piece of one, says.</summary>
internal sealed class ChatSpeech
{
    private readonly ChatCalls _calls = new();

    /// <returns>Whether there was anything to tell.</returns>
    public bool Tell(JsonSlice message, IAnswerSink sink)
    {
        JsonSlice content = default,
            thought = default,
            sameThought = default,
            refusal = default,
            calls = default;
        var members = new JsonMembers(message);
        while (members.Next())
        {
            if (members.Is("content"u8))
            {
                content = members.Take();
            }
            else if (members.Is("reasoning_content"u8))
            {
                thought = members.Take();
            }
            else if (members.Is("reasoning"u8))
            {
                sameThought = members.Take();
            }
            else if (members.Is("refusal"u8))
            {
                refusal = members.Take();
            }
            else if (members.Is("tool_calls"u8))
            {
                calls = members.Take();
            }
        }

        // In the order in which a model speaks, whatever the order of the members. Who sends both fields of thoughts
        // sends the same twice.
        var told = Telling.Thought(thought.Text.IsEmpty ? sameThought.Text : thought.Text, sink);
        told |= content.IsArray ? TellParts(content, sink) : Telling.Text(content.Text, sink);
        told |= Telling.Refusal(refusal.Text, sink);
        return _calls.Tell(calls, sink) | told;
    }

    /// <summary>Tells what was kept back in the hope of more. To be called before the end.</summary>
    public bool Finish(IAnswerSink sink) => _calls.Finish(sink);

    private static bool TellParts(JsonSlice parts, IAnswerSink sink)
    {
        var told = false;
        var items = new JsonItems(parts);
        while (items.Next(out var part))
        {
            if (part.IsText)
            {
                told |= Telling.Text(part.Text, sink);
                continue;
            }

            var members = new JsonMembers(part);
            while (members.Next())
            {
                if (members.Is("text"u8))
                {
                    told |= Telling.Text(members.Take().Text, sink);
                }
                else if (members.Is("refusal"u8))
                {
                    told |= Telling.Refusal(members.Take().Text, sink);
                }
                else if (members.Is("thinking"u8))
                {
                    told |= TellThinking(members.Take(), sink);
                }
            }
        }

        return told;
    }

    // Mistral: a part whose thinking is a list of texts.
    private static bool TellThinking(JsonSlice thinking, IAnswerSink sink)
    {
        var told = Telling.Thought(thinking.Text, sink);
        var items = new JsonItems(thinking);
        while (items.Next(out var part))
        {
            var members = new JsonMembers(part);
            while (members.Next())
            {
                told |= members.Is("text"u8) && Telling.Thought(members.Take().Text, sink);
            }
        }

        return told;
    }
}
