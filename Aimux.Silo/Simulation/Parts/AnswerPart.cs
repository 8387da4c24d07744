using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Parts;

/// <summary>A thought, a text or a call, whose arguments its wording is: what an answer tells one after the other.</summary>
internal sealed record AnswerPart(PartKind Kind, Wording Wording, ToolCall? Call = null)
{
    public static AnswerPart Of(ToolCall call) => new(PartKind.Call, new CutWording(call.Arguments), call);

    /// <summary>A call's name is a token too.</summary>
    public int Tokens => Wording.Pieces + Lead;

    /// <summary>Steps in a stream: even an empty part has one, to begin and end it.</summary>
    public int Steps => Math.Max(1, Tokens);

    /// <summary>The piece told at a step; negative where a step only opens the part.</summary>
    public int PieceAt(int step) => step - Lead < Wording.Pieces ? step - Lead : -1;

    private int Lead => Call is null ? 0 : 1;
}
