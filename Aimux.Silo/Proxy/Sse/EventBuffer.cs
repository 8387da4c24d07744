using System.Buffers;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>
/// Cuts a byte stream into server-sent events without changing a byte: what it hands out, put together again, is what
/// went in. Lines may end in LF, CRLF or CR; a blank line ends an event (HTML Standard, 9.2.5).
/// </summary>
internal sealed class EventBuffer : IDisposable
{
    /// <summary>Greatest event, bytes; a longer one breaks the stream.</summary>
    public const int MaxEventBytes = 16 << 20;

    private const int InitialSize = 16 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start; // of the event under way
    private int _scanned; // up to here line ends were looked for
    private int _lineStart;
    private int _end;

    /// <summary>What was read and not yet handed out.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Room for the next read; call <see cref="Advance"/> afterwards. Events handed out before are void.</summary>
    /// <exception cref="InvalidDataException">The event under way is longer than <see cref="MaxEventBytes"/>.</exception>
    public Memory<byte> Room()
    {
        if (_start == _end)
        {
            _start = _scanned = _lineStart = _end = 0;
        }
        else
        {
            if (_end - _start >= MaxEventBytes)
            {
                throw new InvalidDataException($"The provider sent an event of more than {MaxEventBytes} bytes.");
            }

            if (_end == _bytes.Length)
            {
                MakeRoom();
            }
        }

        return _bytes.AsMemory(_end, Math.Min(_bytes.Length - _end, MaxEventBytes - (_end - _start)));
    }

    public void Advance(int read) => _end += read;

    /// <summary>Hands out the next complete event, its ending blank line included; valid until the next <see cref="Room"/>.</summary>
    public bool TryTake(out ReadOnlySpan<byte> raw)
    {
        while (_scanned < _end)
        {
            var found = _bytes.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
            if (found < 0)
            {
                _scanned = _end;
                break;
            }

            var lineEnd = _scanned + found;
            var blank = lineEnd == _lineStart;
            var next = lineEnd + 1;
            if (_bytes[lineEnd] == '\r')
            {
                if (next == _end && !blank)
                {
                    // The other half of a CRLF may be on its way.
                    _scanned = lineEnd;
                    break;
                }

                next += next < _end && _bytes[next] == '\n' ? 1 : 0;
            }

            _scanned = _lineStart = next;
            if (blank)
            {
                raw = _bytes.AsSpan(_start, next - _start);
                _start = next;
                return true;
            }
        }

        raw = default;
        return false;
    }

    /// <summary>Hands out what is left when nothing more will come: an event without its blank line.</summary>
    public bool TryTakeRest(out ReadOnlySpan<byte> raw)
    {
        raw = Rest;
        _start = _scanned = _lineStart = _end;
        return !raw.IsEmpty;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _start = _scanned = _lineStart = _end = 0;
        }
    }

    private void MakeRoom()
    {
        var pending = _end - _start;
        var target = pending > _bytes.Length / 2 ? ArrayPool<byte>.Shared.Rent(_bytes.Length * 2) : _bytes;
        _bytes.AsSpan(_start, pending).CopyTo(target);
        if (target != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = target;
        }

        (_scanned, _lineStart, _end, _start) = (_scanned - _start, _lineStart - _start, pending, 0);
    }
}
