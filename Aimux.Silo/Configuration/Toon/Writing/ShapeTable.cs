using System.Runtime.InteropServices;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// Gives each shape of objects a number, bottom-up and once for each object, so that uniform rows are found by comparing
/// numbers. A shape is the sequence of keys and of what stands under them; its set is the same without the order.
/// </summary>
internal sealed class ShapeTable
{
    /// <summary>What stands under a key when it is a primitive.</summary>
    public const int Primitive = -1;

    /// <summary>What stands under a key when no table can hold it.</summary>
    public const int Other = -2;

    private readonly Dictionary<int[], int> _shapes = new(new NumbersComparer());
    private readonly Dictionary<int[], int> _sets = new(new NumbersComparer());
    private readonly List<int> _setOfShape = [];

    // The last shape that began with a key; by the key's lowest bits.
    private readonly (int[] Parts, int Shape)[] _recent = new (int[] Parts, int Shape)[16];

    /// <summary>The set of a shape; <see cref="Other"/> if its objects cannot be rows.</summary>
    public int SetOf(int shape) => _setOfShape[shape];

    /// <param name="parts">Key and shape of each field, in order.</param>
    /// <param name="repeated">A key that stands twice, or -1.</param>
    public int Add(ReadOnlySpan<(int Key, int Shape)> parts, out int repeated)
    {
        repeated = -1;
        var sequence = MemoryMarshal.Cast<(int Key, int Shape), int>(parts);
        ref var recent = ref _recent[sequence.IsEmpty ? 0 : sequence[0] & (_recent.Length - 1)];
        if (recent.Parts is not null && sequence.SequenceEqual(recent.Parts))
        {
            return recent.Shape;
        }

        if (_shapes.GetAlternateLookup<ReadOnlySpan<int>>().TryGetValue(sequence, out var same, out var known))
        {
            recent = (same, known);
            return known;
        }

        var sorted = parts.ToArray();
        var rows = sorted.Length > 0;
        for (var part = 0; part < sorted.Length; part++)
        {
            var set = sorted[part].Shape >= 0 ? _setOfShape[sorted[part].Shape] : sorted[part].Shape;
            rows &= set != Other;
            sorted[part].Shape = set;
        }

        Array.Sort(sorted);
        for (var part = 1; part < sorted.Length; part++)
        {
            if (sorted[part].Key == sorted[part - 1].Key)
            {
                repeated = sorted[part].Key;
                return -1;
            }
        }

        var shape = _setOfShape.Count;
        _shapes.Add(sequence.ToArray(), shape);
        if (!rows)
        {
            _setOfShape.Add(Other);
            return shape;
        }

        var ofSet = MemoryMarshal.Cast<(int Key, int Shape), int>(sorted.AsSpan()).ToArray();
        if (!_sets.TryGetValue(ofSet, out var number))
        {
            number = _sets.Count;
            _sets.Add(ofSet, number);
        }

        _setOfShape.Add(number);
        return shape;
    }
}
