using System.Runtime.InteropServices;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Compares lists of numbers by what they hold; a list is looked up without being made.</summary>
internal sealed class NumbersComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        var code = new HashCode();
        code.AddBytes(MemoryMarshal.AsBytes(alternate));
        return code.ToHashCode();
    }

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
