using System.Buffers;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>Bytes that only grow, read back by span until the buffer is disposed. Its memory is pooled.</summary>
internal sealed class TextBuffer(int capacity = 256) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> Read(ToonSpan span) => _bytes.AsSpan(span.Start, span.Length);

    public ToonSpan Add(ReadOnlySpan<byte> text)
    {
        var start = Length;
        text.CopyTo(Reserve(text.Length));
        Length = start + text.Length;
        return new ToonSpan(start, text.Length);
    }

    public void Add(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Add(byte value, int times)
    {
        Reserve(times)[..times].Fill(value);
        Length += times;
    }

    /// <summary>Room for more; what is written there counts once <see cref="Advance"/> says so.</summary>
    public Span<byte> Reserve(int length)
    {
        if (length > _bytes.Length - Length)
        {
            Grow(length);
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int length) => Length += length;

    public void Clear() => Length = 0;

    /// <summary>Forgets all behind a length that it had before.</summary>
    public void Cut(int length) => Length = length;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_bytes.Length * 2, Length + length)));
        All.CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }
}
