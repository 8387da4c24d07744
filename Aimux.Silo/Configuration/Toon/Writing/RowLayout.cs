namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// Where the cells of a table's columns stand in each of its rows. Rows of one shape have them at the same places, so
/// each shape is gone through once.
/// </summary>
internal sealed class RowLayout(TreeBuilder tree)
{
    private readonly Dictionary<int, (int[] Cells, bool IsStretch)> _cellsByShape = [];
    private readonly Dictionary<(int Parent, int Key), int> _columns = [];
    private int _first;
    private int _lastShape;
    private (int[] Cells, bool IsStretch) _last = ([], false);

    /// <param name="firstRow">It sets the order of the columns.</param>
    public void Begin(int firstRow)
    {
        _first = firstRow;
        _cellsByShape.Clear();
        _columns.Clear();
        _lastShape = -1;
    }

    /// <summary>Writes the names of the columns in braces, groups with theirs.</summary>
    public void WriteFields(TextBuffer to, byte delimiter)
    {
        var ends = new Stack<int>();
        to.Add((byte)'{');
        var separate = false;
        for (var node = _first + 1; node < tree.Nodes[_first].End; node++)
        {
            while (ends.TryPeek(out var end) && end <= node)
            {
                ends.Pop();
                to.Add((byte)'}');
                separate = true;
            }

            if (separate)
            {
                to.Add(delimiter);
            }

            to.Add(tree.Keys.Token(tree.Nodes[node].Key));
            separate = tree.Nodes[node].Kind != ToonKind.Object;
            if (!separate)
            {
                to.Add((byte)'{');
                ends.Push(tree.Nodes[node].End);
            }
        }

        to.Add((byte)'}', ends.Count + 1);
    }

    /// <summary>
    /// The cells of a row in the order of the columns, counted from the row, and whether they came in that order too.
    /// </summary>
    public (int[] Cells, bool IsStretch) CellsOf(int row)
    {
        var shape = tree.Nodes[row].Shape;
        if (shape == _lastShape)
        {
            return _last;
        }

        if (!_cellsByShape.TryGetValue(shape, out var cells))
        {
            var found = FindCells(row);
            cells = (found, found.AsSpan().SequenceEqual(found.Order().ToArray()));
            _cellsByShape.Add(shape, cells);
        }

        (_lastShape, _last) = (shape, cells);
        return cells;
    }

    /// <summary>The first row numbers the columns, each later shape of row finds them by their keys.</summary>
    private int[] FindCells(int row)
    {
        var nodes = tree.Nodes;
        var isFirst = row == _first;
        var cells = new List<(int Column, int Offset)>();
        var groups = new Stack<(int End, int Column)>();
        groups.Push((nodes[row].End, -1));
        for (var node = row + 1; node < nodes[row].End; node++)
        {
            while (groups.Peek().End <= node)
            {
                groups.Pop();
            }

            var name = (groups.Peek().Column, nodes[node].Key);
            if (isFirst)
            {
                _columns.Add(name, _columns.Count);
            }

            var column = _columns[name];
            if (nodes[node].Kind == ToonKind.Object)
            {
                groups.Push((nodes[node].End, column));
            }
            else
            {
                cells.Add((column, node - row));
            }
        }

        cells.Sort();
        return [.. cells.Select(cell => cell.Offset)];
    }
}
