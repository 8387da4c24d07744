namespace Aimux.Silo.Wire.Answers;

/// <summary>What a writer remembers of an answer until its end: who speaks, how much, and why it stopped.</summary>
/// <param name="inputEstimate">Tokens of the prompt, as far as they can be guessed.</param>
/// <param name="ownId">What makes ids of our own unique, where the provider gives none.</param>
internal sealed class AnswerAccount(int inputEstimate, string ownId)
{
    private const int BytesPerToken = 4;

    private readonly KeptBytes _id = new();
    private readonly KeptBytes _model = new();
    private readonly KeptBytes _sequence = new();
    private long _bytes;
    private int _calls;
    private bool _refused;
    private StopReason? _reason;

    public ReadOnlySpan<byte> Id => _id.Span;

    public ReadOnlySpan<byte> Model => _model.Span;

    public ReadOnlySpan<byte> Sequence => _sequence.Span;

    public string OwnId { get; } = ownId;

    /// <summary>What was counted.</summary>
    public AnswerUsage Usage { get; private set; }

    /// <summary>What is known at the start, or the estimate.</summary>
    public AnswerUsage UsageAtStart => Usage with { Input = Usage.Input ?? inputEstimate };

    /// <summary>What is known at the end, or the estimate.</summary>
    public AnswerUsage UsageAtEnd =>
        UsageAtStart with
        {
            Output = Usage.Output ?? (int)Math.Min(int.MaxValue / 2, (_bytes + BytesPerToken - 1) / BytesPerToken),
        };

    /// <summary>
    /// Why it stopped. Some providers call tools and say that they are at their end, some the reverse; callers go by
    /// the reason alone.
    /// </summary>
    public StopReason Reason => Agreeing(_reason ?? StopReason.EndOfTurn);

    /// <summary>The same, for a protocol that does not know stop sequences in its answers.</summary>
    public StopReason ReasonWithoutSequence =>
        Reason == StopReason.StopSequence ? Agreeing(StopReason.EndOfTurn) : Reason;

    /// <summary>The same, for a protocol that cannot tell a refusal from a text but by its reason.</summary>
    public StopReason ReasonWithRefusal => _refused && Reason == StopReason.EndOfTurn ? StopReason.Refusal : Reason;

    /// <summary>Whether it stopped before it was whole, as Responses say it.</summary>
    public bool IsIncomplete => Reason is StopReason.Length or StopReason.Refusal;

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model)
    {
        _id.Set(id);
        _model.Set(model);
    }

    public void Hear(ReadOnlySpan<byte> piece) => _bytes += piece.Length;

    public void HearRefusal(ReadOnlySpan<byte> piece)
    {
        _refused |= !piece.IsEmpty;
        Hear(piece);
    }

    public void HearCall() => _calls++;

    public void Count(AnswerUsage usage) => Usage = Usage.Then(usage);

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence)
    {
        _reason = reason;
        _sequence.Set(sequence);
    }

    private StopReason Agreeing(StopReason reason) =>
        reason switch
        {
            StopReason.EndOfTurn when _calls > 0 => StopReason.ToolCalls,
            StopReason.ToolCalls when _calls == 0 => StopReason.EndOfTurn,
            _ => reason,
        };
}
