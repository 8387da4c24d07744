using System.Text;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <content>Tables whose rows are known to be alike before they come: their cells need no nodes.</content>
internal sealed partial class TreeBuilder
{
    private int _table = -1;

    /// <summary>Whether rows may come next without being too deep.</summary>
    public bool MayHoldTable => _outer.Count + 2 <= options.MaxDepth;

    /// <summary>Until the table ends, what is added are cells.</summary>
    /// <exception cref="EncoderFallbackException">A name holds half of a surrogate pair.</exception>
    public void BeginTable(ReadOnlySpan<string> names)
    {
        _table = Texts.Length;
        Texts.Add((byte)'{');
        foreach (var name in names)
        {
            Quoting.WriteKey(Texts, KeyTable.StrictUtf8.GetBytes(name));
            Texts.Add(_separator);
        }

        Texts.Cut(Texts.Length - 1);
        Texts.Add("}:\n"u8);
    }

    public void EndRow()
    {
        Texts.Cut(Texts.Length - 1);
        Texts.Add((byte)'\n');
    }

    public void EndTable(int rows)
    {
        var lines = new ToonSpan(_table, Texts.Length - _table);
        _table = -1;
        _open.Flat = false;
        _open.Rows = false;
        Count(_key, ShapeTable.Other);
        Add(ToonKind.Array, lines);
        ref var node = ref Nodes[Nodes.Count - 1];
        node.Count = rows;
        node.Flat = false;
        node.Rows = true;
    }

    /// <summary>The rows are no table after all; they have not been added.</summary>
    public void DropTable()
    {
        if (_table >= 0)
        {
            Texts.Cut(_table);
            _table = -1;
        }
    }
}
