namespace Aimux.Silo.Simulation.Parts;

/// <summary>All that an answer tells, and whether the client's limit of tokens cuts it short.</summary>
internal sealed record AnswerParts(AnswerPart[] Parts, bool IsCut)
{
    public int Steps { get; } = Parts.Sum(part => part.Steps);

    public int Tokens { get; } = Parts.Sum(part => part.Tokens);

    public int ThoughtTokens { get; } = Parts.Sum(part => part.Kind == PartKind.Thought ? part.Tokens : 0);

    public bool Calls => Parts[^1].Kind == PartKind.Call;

    /// <summary>The part that a step of the stream is of, and which of its steps.</summary>
    public (int Part, int Step) At(int step)
    {
        var index = 0;
        while (step >= Parts[index].Steps)
        {
            step -= Parts[index++].Steps;
        }

        return (index, step);
    }
}
