using System.Buffers;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>The values of a tree, in pooled blocks: growing moves none of them.</summary>
internal sealed class TreeNodes : IDisposable
{
    private const int BlockBits = 11;
    private const int BlockSize = 1 << BlockBits;

    private TreeNode[][] _blocks = new TreeNode[4][];
    private int _blockCount;

    public int Count { get; private set; }

    public ref TreeNode this[int at] => ref _blocks[at >> BlockBits][at & (BlockSize - 1)];

    public ref TreeNode Add()
    {
        var at = Count++;
        if (at >> BlockBits == _blockCount)
        {
            AddBlock();
        }

        return ref this[at];
    }

    public void Dispose()
    {
        for (; _blockCount > 0; _blockCount--)
        {
            ArrayPool<TreeNode>.Shared.Return(_blocks[_blockCount - 1]);
        }

        Count = 0;
    }

    private void AddBlock()
    {
        if (_blockCount == _blocks.Length)
        {
            Array.Resize(ref _blocks, _blocks.Length * 2);
        }

        _blocks[_blockCount++] = ArrayPool<TreeNode>.Shared.Rent(BlockSize);
    }
}
