using System.Buffers;
using System.Text;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Sse;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>Once an event: cutting it out of the stream, and reading what it says.</summary>
public class StreamBenchmarks
{
    private const int Events = 64;

    private const string Chunk =
        """{"id":"chatcmpl-0123456789","object":"chat.completion.chunk","created":1700000000"""
        + ""","model":"gpt-demo","choices":[{"index":0,"delta":{"content":" word"},"logprobs":null"""
        + ""","finish_reason":null}],"usage":null}""";

    private readonly byte[] _chunk = Encoding.UTF8.GetBytes(Chunk);
    private readonly byte[] _stream = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Repeat($"data: {Chunk}\n\n", Events))
    );
    private readonly ArrayBufferWriter<byte> _joined = new();

    [Benchmark]
    public bool ReadFactsOfAChunk() => ChatFactsReader.Read(_chunk).HasContent;

    [Benchmark(OperationsPerInvoke = Events)]
    public int CutAStreamOf64Events()
    {
        using var events = new EventBuffer();
        var rest = _stream.AsSpan();
        var bytes = 0;
        while (!rest.IsEmpty)
        {
            var room = events.Room().Span;
            var read = Math.Min(room.Length, rest.Length);
            rest[..read].CopyTo(room);
            rest = rest[read..];
            events.Advance(read);
            while (events.TryTake(out var raw))
            {
                bytes += EventData.Of(raw, _joined).Length;
            }
        }

        return bytes;
    }
}
