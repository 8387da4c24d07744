namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>A container whose lines are being read.</summary>
internal struct Scope
{
    public ScopeKind Kind;

    /// <summary>Indentation of its lines, in levels.</summary>
    public int Depth;

    /// <summary>The container.</summary>
    public int Node;

    /// <summary>Whether a line of it was read, so that its depth is settled.</summary>
    public bool Begun;

    /// <summary>How many containers hold its values, itself included.</summary>
    public int Nesting;

    /// <summary>Whether a line of it was not understood, so that its count says nothing.</summary>
    public bool Damaged;

    /// <summary>The first value of each key, once there are many; while there are few they are gone through.</summary>
    public Dictionary<string, int>? Keys;
}
