using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Aimux.Bench.Load;

/// <summary>One keep-alive HTTP/1.1 connection over a raw socket: an HttpClient would cost more than some targets.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private ResponseHead _head;
    private long _remaining;
    private bool _insideChunks;
    private bool _lastChunkRead;

    /// <summary>When the bytes handed out last came in.</summary>
    public long ReceivedAt { get; private set; }

    /// <summary>The server will not take another request here.</summary>
    public bool MustClose => _head.Close || (_head.Length < 0 && !_head.Chunked);

    public async Task ConnectAsync(Uri url) => await _socket.ConnectAsync(url.Host, url.Port);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ResponseHead> ReadHeadAsync()
    {
        int length;
        while ((length = _buffer.AsSpan(_start.._end).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await MustFillAsync();
        }

        _head = ResponseHead.Parse(_buffer.AsSpan(_start, length));
        _start += length + 4;
        _remaining = _head.Chunked ? 0 : Math.Max(_head.Length, 0);
        _insideChunks = false;
        _lastChunkRead = false;
        return _head;
    }

    /// <summary>The next bytes of the body without their framing, valid until the next call; empty at its end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync()
    {
        if (_head.Chunked && _remaining == 0 && !_lastChunkRead)
        {
            await ReadChunkSizeAsync();
        }
        else if (!_head.Chunked && _head.Length < 0)
        {
            _remaining = _start < _end || await FillAsync() ? _end - _start : 0;
        }

        if (_remaining == 0)
        {
            return default;
        }

        if (_start == _end)
        {
            await MustFillAsync();
        }

        var piece = _buffer.AsMemory(_start, (int)Math.Min(_remaining, _end - _start));
        _start += piece.Length;
        _remaining -= piece.Length;
        return piece;
    }

    public void Dispose() => _socket.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadChunkSizeAsync()
    {
        if (_insideChunks && await FindLineAsync() is not 0)
        {
            throw new InvalidDataException("a chunk is longer than its announced size");
        }

        _start += _insideChunks ? 2 : 0;
        _insideChunks = true;

        var length = await FindLineAsync();
        if (!Utf8Parser.TryParse(_buffer.AsSpan(_start, length), out _remaining, out var digits, 'x') || digits == 0)
        {
            throw new InvalidDataException("a chunk has no size");
        }

        _start += length + 2;
        if (_remaining > 0)
        {
            return;
        }

        while ((length = await FindLineAsync()) > 0)
        {
            _start += length + 2; // a trailer
        }

        _start += 2;
        _lastChunkRead = true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FindLineAsync()
    {
        int length;
        while ((length = _buffer.AsSpan(_start.._end).IndexOf("\r\n"u8)) < 0)
        {
            await MustFillAsync();
        }

        return length;
    }

    private async ValueTask MustFillAsync()
    {
        if (!await FillAsync())
        {
            throw new EndOfStreamException("the server closed the connection inside a response");
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            throw new InvalidDataException("a line of the response is longer than the buffer");
        }

        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None);
        ReceivedAt = Stopwatch.GetTimestamp();
        _end += count;
        return count > 0;
    }
}
