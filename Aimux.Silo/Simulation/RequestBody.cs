using System.Buffers;
using System.IO.Pipelines;

namespace Aimux.Silo.Simulation;

/// <summary>Reads request bodies to the end, as providers do before they answer.</summary>
internal static class RequestBody
{
    /// <summary>The greatest body accepted, in bytes.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>The whole body; give it back with <see cref="Release"/>.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> Read(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static void Release(PipeReader reader, in ReadOnlySequence<byte> body) => reader.AdvanceTo(body.End);
}
