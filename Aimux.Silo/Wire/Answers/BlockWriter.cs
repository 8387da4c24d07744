namespace Aimux.Silo.Wire.Answers;

/// <summary>
/// Writes an answer as blocks that stand one after the other: each is opened and shut once, and nothing is said outside
/// the block that is open. A call that has begun may go on until the end, so whatever else comes after it waits.
/// </summary>
internal abstract class BlockWriter(AnswerAccount account) : IAnswerSink
{
    private const int NoCall = -1;

    private readonly KeptBlocks _kept = new();
    private BlockKind? _open;
    private int _call = NoCall;
    private bool _spoke;
    private bool _signed;
    private bool _started;

    /// <summary>What is remembered of the answer.</summary>
    protected AnswerAccount Account { get; } = account;

    /// <summary>Whether the open block is the last one; known only at the end, when it is shut.</summary>
    protected bool IsLast { get; private set; }

    public void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model) => Account.Begin(id, model);

    public void Text(ReadOnlySpan<byte> escaped)
    {
        Account.Hear(escaped);
        Say(BlockKind.Text, escaped);
    }

    public void Thought(ReadOnlySpan<byte> escaped)
    {
        Account.Hear(escaped);
        Say(BlockKind.Thought, escaped);
    }

    public void Refusal(ReadOnlySpan<byte> escaped)
    {
        Account.HearRefusal(escaped);
        Say(RefusalIs, escaped);
    }

    public void Signature(ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty || !HoldsSignatures)
        {
            return;
        }

        if (_open == BlockKind.Call)
        {
            _kept.Sign(escaped);
            return;
        }

        Turn(BlockKind.Thought);
        Sign(escaped);
        _signed = true;
    }

    public void HiddenThought(ReadOnlySpan<byte> escaped)
    {
        if (!HoldsSignatures)
        {
            return;
        }

        if (_open == BlockKind.Call)
        {
            _kept.AddHidden(escaped);
            return;
        }

        ShutOpen();
        Start();
        WriteHidden(escaped);
    }

    public void ToolCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        Account.HearCall();
        if (_open == BlockKind.Call)
        {
            _kept.AddCall(index, id, name);
        }
        else
        {
            OpenCall(index, id, name);
        }
    }

    public void ToolArguments(int index, ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty)
        {
            return;
        }

        Account.Hear(escaped);
        if (index == _call)
        {
            _spoke = true;
            Piece(BlockKind.Call, escaped);
        }
        else
        {
            _kept.AddArguments(index, escaped);
        }
    }

    public void Usage(AnswerUsage usage) => Account.Count(usage);

    public void Stop(StopReason reason, ReadOnlySpan<byte> sequence) => Account.Stop(reason, sequence);

    public void End()
    {
        var left = _kept.All.Length;
        IsLast = left == 0;
        ShutOpen();
        foreach (var block in _kept.All)
        {
            IsLast = --left == 0;
            Release(block);
        }

        Start();
        Finish();
    }

    /// <summary>Whether the protocol holds what only the thoughts' provider can read.</summary>
    protected abstract bool HoldsSignatures { get; }

    /// <summary>What a refusal is in the protocol.</summary>
    protected abstract BlockKind RefusalIs { get; }

    /// <summary>Writes what stands before all blocks.</summary>
    protected abstract void WriteStart();

    /// <summary>Opens a block that holds no call.</summary>
    protected abstract void Open(BlockKind kind);

    /// <summary>Opens a block that holds a call.</summary>
    protected abstract void Open(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name);

    /// <summary>Writes a piece of the open block.</summary>
    protected abstract void Piece(BlockKind kind, ReadOnlySpan<byte> escaped);

    /// <summary>Signs the open block of thoughts.</summary>
    protected abstract void Sign(ReadOnlySpan<byte> signature);

    /// <summary>Writes a whole block of a hidden thought.</summary>
    protected abstract void WriteHidden(ReadOnlySpan<byte> data);

    /// <summary>Shuts the open block.</summary>
    protected abstract void Shut(BlockKind kind);

    /// <summary>Writes what stands after all blocks.</summary>
    protected abstract void Finish();

    private void Say(BlockKind kind, ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return;
        }

        if (_open == BlockKind.Call)
        {
            _kept.Add(kind, piece);
            return;
        }

        Turn(kind);
        Piece(kind, piece);
    }

    private void Release(KeptBlock block)
    {
        if (block.Kind == BlockKind.HiddenThought)
        {
            Start();
            WriteHidden(block.Said.Span);
            return;
        }

        if (block.Kind == BlockKind.Call)
        {
            OpenCall(block.Call, block.Id.Span, block.Name.Span);
        }
        else
        {
            Turn(block.Kind);
        }

        if (!block.Said.IsEmpty)
        {
            _spoke = true;
            Piece(block.Kind, block.Said.Span);
        }

        if (!block.Signature.IsEmpty)
        {
            Sign(block.Signature.Span);
        }

        ShutOpen();
    }

    /// <summary>Sees to it that a block of the kind is open. A signature is the last word of a block.</summary>
    private void Turn(BlockKind kind)
    {
        if (_open == kind && !_signed)
        {
            return;
        }

        ShutOpen();
        Start();
        _open = kind;
        Open(kind);
    }

    private void OpenCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        ShutOpen();
        Start();
        _open = BlockKind.Call;
        _call = index;
        Open(index, id, name);
    }

    private void ShutOpen()
    {
        if (_open is not { } kind)
        {
            return;
        }

        if (kind == BlockKind.Call && !_spoke)
        {
            // Not every caller takes no arguments for an empty object.
            Piece(kind, "{}"u8);
        }

        _open = null;
        _call = NoCall;
        _spoke = false;
        _signed = false;
        Shut(kind);
    }

    private void Start()
    {
        if (!_started)
        {
            _started = true;
            WriteStart();
        }
    }
}
