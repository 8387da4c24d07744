using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Bytes that are kept until their turn comes; a bound keeps a provider from filling the memory.</summary>
internal sealed class KeptBytes
{
    /// <summary>Far more than any model says.</summary>
    public const int Most = 16 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Span => _bytes.WrittenSpan;

    public bool IsEmpty => _bytes.WrittenCount == 0;

    /// <exception cref="AnswerTooLongException">There is no room.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Most - _bytes.WrittenCount)
        {
            throw new AnswerTooLongException();
        }

        _bytes.Write(bytes);
    }

    public void Set(ReadOnlySpan<byte> bytes)
    {
        _bytes.ResetWrittenCount();
        Add(bytes);
    }

    public void Clear() => _bytes.ResetWrittenCount();
}
