namespace Aimux.Silo.Wire;

/// <summary>Why a model stopped.</summary>
internal enum StopReason
{
    /// <summary>It had said what it had to say.</summary>
    EndOfTurn,

    /// <summary>It met one of the caller's stop sequences.</summary>
    StopSequence,

    /// <summary>It reached the bound of the answer, or the end of its context.</summary>
    Length,

    /// <summary>It calls tools.</summary>
    ToolCalls,

    /// <summary>It or its filter declined.</summary>
    Refusal,
}
