namespace Aimux.Silo.Wire.Answers;

/// <summary>A tool call of a chat answer as its fragments come.</summary>
internal sealed class ChatCall(int? index)
{
    /// <summary>The provider's number of it, which nobody else may rely on.</summary>
    public int? Index { get; } = index;

    public KeptBytes Id { get; } = new();

    public KeptBytes Name { get; } = new();

    /// <summary>Arguments that came before the call could be told.</summary>
    public KeptBytes Arguments { get; } = new();

    /// <summary>Under which number it was told; <c>null</c> if it was not yet.</summary>
    public int? Told { get; set; }

    /// <summary>The event that held its last fragment: no event holds two of one call.</summary>
    public int Event { get; set; }
}
