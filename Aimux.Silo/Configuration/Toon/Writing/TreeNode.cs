namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>One value of a tree that is to be written. A container is followed by all that it holds.</summary>
internal struct TreeNode
{
    public ToonKind Kind;

    /// <summary>Which key its object holds it under; -1 without one.</summary>
    public int Key;

    /// <summary>The node behind the last that it holds.</summary>
    public int End;

    /// <summary>Values that it holds itself.</summary>
    public int Count;

    /// <summary>Of a string its text without escapes, of a number its digits as TOON writes them.</summary>
    public ToonSpan Text;

    /// <summary>Of an object its shape; else -1.</summary>
    public int Shape;

    /// <summary>Of an array whether all that it holds are primitives.</summary>
    public bool Flat;

    /// <summary>Of an array or object the set shape that all its values share, so that they are rows; -1 if they do not.</summary>
    public int RowShape;
}
