using System.Text;
using Aimux.Silo.Proxy;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>Once a request: what routing must know of its body.</summary>
public class RequestPeekBenchmarks
{
    private byte[] _body = [];

    /// <summary>Size of the body, KB.</summary>
    [Params(1, 100)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        const string head = """{"model":"gpt-demo","stream":true,"max_completion_tokens":256,"messages":[""";
        const string message =
            """{"role":"user","content":"The quick brown fox jumps over the lazy dog. 你好 \n Again."}""";
        var text = new StringBuilder(head).Append(message);
        while (text.Length < Kilobytes * 1024)
        {
            text.Append(',').Append(message);
        }

        _body = Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    [Benchmark]
    public bool Read() => RequestPeek.Read(_body).Streaming;
}
