using System.Runtime.InteropServices;

namespace Aimux.Silo.Wire.Answers;

/// <summary>What came after a tool call began that may not be whole yet, in the order in which it is to be written.</summary>
internal sealed class KeptBlocks
{
    private readonly List<KeptBlock> _blocks = [];
    private int _bytes;

    public ReadOnlySpan<KeptBlock> All => CollectionsMarshal.AsSpan(_blocks);

    public void Add(BlockKind kind, ReadOnlySpan<byte> piece)
    {
        var block =
            _blocks.Count > 0 && _blocks[^1] is { } last && last.Kind == kind && last.Signature.IsEmpty
                ? last
                : Open(kind, call: -1);
        Keep(block.Said, piece);
    }

    public void AddHidden(ReadOnlySpan<byte> data) => Keep(Open(BlockKind.HiddenThought, call: -1).Said, data);

    public void Sign(ReadOnlySpan<byte> signature)
    {
        var block = _blocks is [.., { Kind: BlockKind.Thought, Signature.IsEmpty: true } last]
            ? last
            : Open(BlockKind.Thought, call: -1);
        Keep(block.Signature, signature);
    }

    public void AddCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        var block = Open(BlockKind.Call, index);
        Keep(block.Id, id);
        Keep(block.Name, name);
    }

    public void AddArguments(int index, ReadOnlySpan<byte> piece)
    {
        foreach (var block in All)
        {
            if (block.Call == index)
            {
                Keep(block.Said, piece);
            }
        }
    }

    private KeptBlock Open(BlockKind kind, int call)
    {
        var block = new KeptBlock(kind, call);
        _blocks.Add(block);
        return block;
    }

    private void Keep(KeptBytes where, ReadOnlySpan<byte> piece)
    {
        if (piece.Length > KeptBytes.Most - _bytes)
        {
            throw new AnswerTooLongException();
        }

        _bytes += piece.Length;
        where.Add(piece);
    }
}
