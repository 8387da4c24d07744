using System.Buffers;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>A span's bytes in an array, which a tape of places can refer to. The text may hold secrets, so that it is wiped.</summary>
internal readonly struct PooledCopy : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int _length;

    public PooledCopy(ReadOnlySpan<byte> utf8)
    {
        (_bytes, _length) = (ArrayPool<byte>.Shared.Rent(utf8.Length), utf8.Length);
        utf8.CopyTo(_bytes);
    }

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    public void Dispose()
    {
        _bytes.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
