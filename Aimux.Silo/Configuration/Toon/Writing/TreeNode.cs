namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>One value of a tree that is to be written. A container is followed by all that it holds.</summary>
internal struct TreeNode
{
    public ToonKind Kind;

    /// <summary>Of an array whether all that it holds are primitives.</summary>
    public bool Flat;

    /// <summary>Of an array or object whether all its values share one set shape, so that they are rows.</summary>
    public bool Rows;

    /// <summary>Which key its object holds it under; -1 without one.</summary>
    public int Key;

    /// <summary>The node behind the last that it holds.</summary>
    public int End;

    /// <summary>Values that it holds itself.</summary>
    public int Count;

    /// <summary>Of an object its shape.</summary>
    public int Shape;

    /// <summary>Of a primitive how it is written; of a table that came as one, its lines from the braces on.</summary>
    public ToonSpan Token;
}
