using System.Buffers;

namespace Aimux.Silo.Simulation;

/// <summary>A buffer of this thread's to render an answer in; use it up before the next await.</summary>
internal static class RenderBuffer
{
    private const int GreatestKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static ArrayBufferWriter<byte> Take()
    {
        var buffer = _buffer;
        if (buffer is null || buffer.Capacity > GreatestKept)
        {
            return _buffer = new ArrayBufferWriter<byte>(4096);
        }

        buffer.ResetWrittenCount();
        return buffer;
    }
}
