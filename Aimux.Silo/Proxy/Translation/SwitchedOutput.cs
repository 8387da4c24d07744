using System.Buffers;
using System.Diagnostics;

namespace Aimux.Silo.Proxy.Translation;

/// <summary>Where a translation is written: first to memory that can be thrown away, from the commit point to the caller.</summary>
internal sealed class SwitchedOutput(IBufferWriter<byte> first) : IBufferWriter<byte>
{
    private IBufferWriter<byte> _output = first;

    private bool _wrote;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Whether the caller has heard nothing for so long although the provider goes on: a translation may have to wait.</summary>
    /// <remarks>Asked once a read; after a yes the time begins anew.</remarks>
    public bool WasSilentFor(TimeSpan time)
    {
        var silent = !_wrote && Stopwatch.GetElapsedTime(_since) >= time;
        if (_wrote || silent)
        {
            (_wrote, _since) = (false, Stopwatch.GetTimestamp());
        }

        return silent;
    }

    public void SwitchTo(IBufferWriter<byte> output) => _output = output;

    public void Advance(int count)
    {
        _wrote |= count > 0;
        _output.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _output.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _output.GetSpan(sizeHint);
}
