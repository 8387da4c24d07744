using System.Buffers;
using System.Text;
using Aimux.Silo.Configuration.Toon;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

/// <summary>Reading from spans, which need not be arrays.</summary>
public sealed class Utf8SpanTests
{
    private const string Json = """{"a":1,"rows":[{"id":1,"name":"é"},{"id":2,"name":"x, y"}]}""";

    private static ReadOnlySpan<byte> Toon => "a: 1\nrows[2]{id,name}:\n  1,é\n  2,\"x, y\"\n"u8;

    [Fact]
    public void A_span_is_read_as_memory_is()
    {
        Span<byte> stack = stackalloc byte[Toon.Length + 2];
        Toon.CopyTo(stack[1..]);
        var to = new ArrayBufferWriter<byte>();

        var tree = ToonCodec.Decode((ReadOnlySpan<byte>)stack[1..^1]);
        ToonCodec.DecodeJson((ReadOnlySpan<byte>)stack[1..^1], to);
        // What was read owes nothing to the span.
        stack.Fill((byte)'x');

        Assert.Equal(
            Json,
            tree!.ToJsonString(
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        );
        Assert.Equal(Json, Encoding.UTF8.GetString(to.WrittenSpan));
    }

    [Fact]
    public void An_array_needs_no_cast()
    {
        var to = new ArrayBufferWriter<byte>();
        ToonCodec.DecodeJson(Toon.ToArray(), to);

        Assert.Equal(Json, Encoding.UTF8.GetString(to.WrittenSpan));
        Assert.Equal(2, ToonCodec.Decode(Toon.ToArray())!["rows"]!.AsArray().Count);
    }

    [Fact]
    public void A_mistake_has_its_place()
    {
        var mistake = Assert.Throws<ToonException>(() => ToonCodec.Decode("a: 1\nrows[2]{id}:\n  1\n"u8));

        Assert.Equal((2, 6), (mistake.Error.Line, mistake.Error.Column));
    }
}
