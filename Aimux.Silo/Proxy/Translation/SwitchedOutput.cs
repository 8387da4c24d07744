using System.Buffers;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>Where a translation is written: first to memory that can be thrown away, from the commit point to the caller.</summary>
internal sealed class SwitchedOutput(IBufferWriter<byte> first) : IBufferWriter<byte>
{
    private IBufferWriter<byte> _output = first;

    public void SwitchTo(IBufferWriter<byte> output) => _output = output;

    public void Advance(int count) => _output.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _output.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _output.GetSpan(sizeHint);
}
