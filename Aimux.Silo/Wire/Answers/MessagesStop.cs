namespace Aimux.Silo.Wire.Answers;

/// <summary>Why a Messages answer stopped, as its stop reason and stop sequence say it.</summary>
internal readonly ref struct MessagesStop(JsonSlice reason, JsonSlice sequence)
{
    private readonly ReadOnlySpan<byte> _sequence = sequence.Text;

    public ReadOnlySpan<byte> Reason { get; } = reason.Text;

    public static MessagesStop Of(JsonSlice delta)
    {
        JsonSlice reason = default,
            sequence = default;
        var members = new JsonMembers(delta);
        while (members.Next())
        {
            if (members.Is("stop_reason"u8))
            {
                reason = members.Take();
            }
            else if (members.Is("stop_sequence"u8))
            {
                sequence = members.Take();
            }
        }

        return new MessagesStop(reason, sequence);
    }

    public void Tell(IAnswerSink sink) => sink.Stop(StopReasons.Read(Reason), _sequence);
}
