namespace Aimux.Silo.Wire.Answers;

/// <summary>An output item of a Responses stream as far as it was told.</summary>
internal sealed class ResponsesItem(int index)
{
    public int Index { get; } = index;

    /// <summary>Under which number its call was told; <c>null</c> if it is none, or was not told yet.</summary>
    public int? Call { get; set; }

    /// <summary>Whether its call takes a text, which stands in arguments that have to be ended.</summary>
    public bool IsFreeform { get; set; }

    /// <summary>Whether they were.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether any piece of what it says was told.</summary>
    public bool Spoke { get; set; }
}
