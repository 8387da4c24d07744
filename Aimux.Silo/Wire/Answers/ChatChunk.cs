using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>What a chat event or answer holds, as values where they stand. The whole of it has been checked.</summary>
internal ref struct ChatChunk
{
    private Faults _faults;
    private bool _broken;

    public JsonSlice Id { get; private set; }

    public JsonSlice Model { get; private set; }

    /// <summary>Whether it holds a first choice.</summary>
    public bool HasChoice { get; private set; }

    public JsonSlice Delta { get; private set; }

    public JsonSlice Message { get; private set; }

    public ReadOnlySpan<byte> Finish { get; private set; }

    public JsonSlice Usage { get; private set; }

    public readonly bool IsFault =>
        _faults.IsFault(HasChoice || Usage.IsSomething) || _broken || StopReasons.IsFailure(Finish);

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static ChatChunk Of(ReadOnlySpan<byte> json)
    {
        var chunk = new ChatChunk();
        var members = new JsonMembers(json);
        while (members.Next())
        {
            if (members.Is("choices"u8))
            {
                chunk.ReadChoices(members.Take());
            }
            else if (members.Is("id"u8))
            {
                chunk.Id = members.Take();
            }
            else if (members.Is("model"u8))
            {
                chunk.Model = members.Take();
            }
            else if (members.Is("usage"u8))
            {
                chunk.TakeUsage(members.Take());
            }
            else if (members.Is("x_groq"u8))
            {
                chunk.ReadGroq(members.Take());
            }
            else
            {
                chunk._faults.Note(ref members);
            }
        }

        return chunk;
    }

    private void ReadChoices(JsonSlice choices)
    {
        var items = new JsonItems(choices);
        for (var position = 0; items.Next(out var choice); position++)
        {
            var index = position;
            JsonSlice delta = default,
                message = default,
                finish = default,
                usage = default;
            var broken = false;
            var members = new JsonMembers(choice);
            while (members.Next())
            {
                if (members.Is("index"u8))
                {
                    index = members.Take().Count ?? index;
                }
                else if (members.Is("delta"u8))
                {
                    delta = members.Take();
                }
                else if (members.Is("message"u8))
                {
                    message = members.Take();
                }
                else if (members.Is("finish_reason"u8))
                {
                    finish = members.Take();
                }
                else if (members.Is("usage"u8))
                {
                    usage = members.Take();
                }
                else if (members.Is("error"u8))
                {
                    broken |= members.Take().IsSomething;
                }
            }

            if (index == 0 && choice.IsObject && !HasChoice)
            {
                HasChoice = true;
                Delta = delta;
                Message = message;
                Finish = finish.Text;
                _broken = broken;
                TakeUsage(usage);
            }
        }
    }

    private void ReadGroq(JsonSlice extra)
    {
        var members = new JsonMembers(extra);
        while (members.Next())
        {
            if (members.Is("usage"u8))
            {
                TakeUsage(members.Take());
            }
        }
    }

    private void TakeUsage(JsonSlice usage) => Usage = usage.IsSomething ? usage : Usage;
}
