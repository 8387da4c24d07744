namespace Aimux.Silo.Wire.Answers;

/// <summary>What a Responses object holds, as values where they stand.</summary>
internal ref struct ResponsesAnswer
{
    private Faults _faults;
    private JsonSlice _reason;

    public JsonSlice Id { get; private set; }

    public JsonSlice Model { get; private set; }

    public JsonSlice Status { get; private set; }

    public JsonSlice Output { get; private set; }

    public JsonSlice Usage { get; private set; }

    public readonly bool IsFault =>
        _faults.IsFault(Output.IsArray) || Status.Is("failed"u8) || Status.Is("cancelled"u8);

    public static ResponsesAnswer Of(JsonMembers members)
    {
        var answer = new ResponsesAnswer();
        while (members.Next())
        {
            if (members.Is("id"u8))
            {
                answer.Id = members.Take();
            }
            else if (members.Is("model"u8))
            {
                answer.Model = members.Take();
            }
            else if (members.Is("status"u8))
            {
                answer.Status = members.Take();
            }
            else if (members.Is("output"u8))
            {
                answer.Output = members.Take();
            }
            else if (members.Is("usage"u8))
            {
                answer.Usage = members.Take();
            }
            else if (members.Is("incomplete_details"u8))
            {
                answer.ReadDetails(members.Take());
            }
            else
            {
                answer._faults.Note(ref members);
            }
        }

        return answer;
    }

    /// <summary>Tells how the answer ends: its counts, why it stopped, and that it is whole.</summary>
    public readonly void TellEnd(IAnswerSink sink)
    {
        if (TokenCounts.TryRead(Usage, out var usage))
        {
            sink.Usage(usage);
        }

        sink.Stop(Reason, default);
        sink.End();
    }

    private readonly StopReason Reason =>
        !Status.Is("incomplete"u8) ? StopReason.EndOfTurn
        : _reason.Is("content_filter"u8) ? StopReason.Refusal
        : StopReason.Length;

    private void ReadDetails(JsonSlice details)
    {
        var members = new JsonMembers(details);
        while (members.Next())
        {
            if (members.Is("reason"u8))
            {
                _reason = members.Take();
            }
        }
    }
}
