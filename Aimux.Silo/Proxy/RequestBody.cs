using System.Buffers;

namespace Aimux.Silo.Proxy;

/// <summary>A request body, held once in pooled memory so that every attempt can send it again.</summary>
internal sealed class RequestBody : IDisposable
{
    // A declared length is a claim: this much is reserved on its word, the rest as bytes arrive.
    private const int MostReserved = 1 << 20;
    private const int LeastReserved = 4 << 10;

    private byte[] _buffer;
    private bool _abandoned;

    private RequestBody(byte[] buffer) => _buffer = buffer;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>Reads a body to its end.</summary>
    /// <returns><c>null</c> if it is longer than allowed; what was read is dropped.</returns>
    public static async ValueTask<RequestBody?> Read(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var expected = (int)Math.Clamp(request.ContentLength + 1 ?? LeastReserved, LeastReserved, MostReserved);
        var body = new RequestBody(ArrayPool<byte>.Shared.Rent(expected));
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(body._buffer.AsMemory(body.Length), cancellation);
                if (read == 0)
                {
                    return body;
                }

                body.Length += read;
                if (body.Length > maxBytes)
                {
                    body.Dispose();
                    return null;
                }

                // With the declared length reached there is no need to grow only to read the end.
                if (body.Length == request.ContentLength)
                {
                    return body;
                }

                if (body.Length == body._buffer.Length)
                {
                    body.Grow();
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Leaves the memory to the garbage collector, because somebody may still read it.</summary>
    public void Abandon() => _abandoned = true;

    public void Dispose()
    {
        if (!_abandoned && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
        Length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
