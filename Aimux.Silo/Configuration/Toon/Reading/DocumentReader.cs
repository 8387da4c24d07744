using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>
/// Reads a text line by line onto a tape of values, with a stack of the containers that are open: TOON 4.4, sections 5,
/// 6, 9, 10, 12 and 14. Nothing is allocated by a declared count, and nothing recurses.
/// </summary>
internal sealed partial class DocumentReader : IDisposable
{
    private const int FirstNodes = 256;

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ArraySegment<byte> _bytes;
    private readonly ToonDecodeOptions _options;
    private readonly ICollection<ToonError>? _errors;
    private readonly List<ToonHeader> _headers = [];
    private readonly List<Scope> _scopes = [];
    private ToonNode[] _nodes = ArrayPool<ToonNode>.Shared.Rent(FirstNodes);
    private int _nodeCount;
    private TextLines? _lines;

    // The line that is being read.
    private int _line;
    private int _lineEnd;
    private int _depth;

    // The last line with content, and the first blank one behind it.
    private int _contentLine;
    private int _contentEnd;
    private int _blankLine;
    private int _blankAt;

    // Lines deeper than this belong to one that was not understood.
    private int _skipDeeperThan = int.MaxValue;

    /// <param name="memory">The text.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="errors">Receives mistakes; <c>null</c> to throw at the first one.</param>
    public DocumentReader(ReadOnlyMemory<byte> memory, ToonDecodeOptions options, ICollection<ToonError>? errors)
    {
        if (options.IndentSize is < 1 or > 16)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "IndentSize must be 1 to 16.");
        }

        _memory = memory;
        if (!MemoryMarshal.TryGetArray(memory, out _bytes))
        {
            _bytes = memory.ToArray();
        }

        _options = options;
        _errors = errors;
    }

    private ReadOnlySpan<byte> Source => _bytes;

    /// <returns>Good until the reader is disposed, unless kept; <c>null</c> if the text could not be read at all.</returns>
    /// <exception cref="ToonException">The first mistake, if nobody collects them.</exception>
    public ToonDocument? Read()
    {
        try
        {
            if (_memory.Length > _options.MaxBytes)
            {
                Stop(0, $"The text has {_memory.Length} bytes; at most {_options.MaxBytes} are read.");
            }

            CheckUtf8();
            ReadLines();
        }
        catch (GiveUpException)
        {
            return null;
        }

        return new ToonDocument(_memory, _options, _nodes.AsMemory(0, _nodeCount), _headers, _lines);
    }

    /// <summary>Gives the tape back.</summary>
    public void Dispose()
    {
        ArrayPool<ToonNode>.Shared.Return(_nodes);
        _nodes = [];
    }

    private void CheckUtf8()
    {
        if (System.Text.Unicode.Utf8.IsValid(Source))
        {
            return;
        }

        var rest = Source;
        while (Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done)
        {
            rest = rest[length..];
        }

        Report(
            ToonErrorCode.IllFormedUtf8,
            Source.Length - rest.Length,
            $"The byte 0x{rest[0]:x2} does not belong to a character in UTF-8. Save the text as UTF-8."
        );
        throw new GiveUpException();
    }

    private void ReadLines()
    {
        var next = Source.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _contentEnd = next;
        while (next < Source.Length)
        {
            _line++;
            var start = next;
            var length = Source[start..].IndexOf((byte)'\n');
            next = length < 0 ? Source.Length : start + length + 1;
            _lineEnd = length < 0 ? Source.Length : start + length;
            if (_lineEnd > start && Source[_lineEnd - 1] == '\r')
            {
                _lineEnd--;
            }

            if (_lineEnd - start > _options.MaxLineBytes)
            {
                Stop(start, $"This line has {_lineEnd - start} bytes; at most {_options.MaxLineBytes} are read.");
            }

            ReadLine(start);
        }

        while (_scopes.Count > 0)
        {
            CloseScope();
        }

        if (_nodeCount == 0)
        {
            AddContainer(ToonKind.Object, ToonForm.Fields, parent: -1, default, _contentEnd, header: -1);
            _nodes[0].Line = _nodes[0].LastLine = 1;
        }

        EndContainer(0);
    }

    private void ReadContent(int content)
    {
        if (_nodeCount > 0 && _nodes[0].Form == ToonForm.Field)
        {
            // A second line: what looked like a primitive was meant to be a field.
            Report(ToonErrorCode.MissingColon, _nodes[0].Span.Start, NoColon);
            _nodeCount = 0;
            _scopes.Clear();
        }

        if (_nodeCount == 0)
        {
            BeginRoot(content);
            Done();
            return;
        }

        while (_scopes.Count > 1 && _depth < Top.Depth)
        {
            CloseScope();
        }

        CheckBlank();
        if (!Settle(content))
        {
            return;
        }

        switch (Top.Kind)
        {
            case ScopeKind.Fields:
                ReadField(content, _depth);
                break;
            case ScopeKind.Items:
                ReadItem(content);
                break;
            case ScopeKind.Rows:
                ReadRow(content);
                break;
            case ScopeKind.Entries:
                ReadEntry(content);
                break;
            default:
                Report(
                    ToonErrorCode.TrailingContent,
                    content,
                    "The text is complete before this line: nothing may follow an array or entries that are its root."
                );
                _skipDeeperThan = _depth;
                break;
        }

        Done();
    }

    private void Done()
    {
        _contentLine = _line;
        _contentEnd = _lineEnd;
    }
}
