namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Bytes that only grow, read back by span.</summary>
internal sealed class TextBuffer(int capacity = 256)
{
    private byte[] _bytes = new byte[Math.Max(16, capacity)];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> Read(ToonSpan span) => _bytes.AsSpan(span.Start, span.Length);

    public ToonSpan Add(ReadOnlySpan<byte> text)
    {
        var start = Length;
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
        return new ToonSpan(start, text.Length);
    }

    public void Add(byte value)
    {
        if (Length == _bytes.Length)
        {
            Reserve(1);
        }

        _bytes[Length++] = value;
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
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, Length + length)));
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int length) => Length += length;
}
