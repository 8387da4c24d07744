using System.Text;
using Aimux.Silo.Proxy.Sse;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Proxy.Sse;

public sealed class EventBufferTests
{
    private const string Mixed =
        "data: {\"a\":1}\n\n: comment\r\n\r\nevent: x\rdata: y\r\rdata: é😀\ndata: two\r\ndata: three\r\n\n\n\r\n"
        + "id: 7\rretry: 5\n\rdata: [DONE]\n\nleft over";

    private static readonly Gen<string> Streams = Gen.Select(
            Gen.OneOf(
                Gen.Const(""),
                Gen.Const("data: {\"choices\":[]}"),
                Gen.Const("data"),
                Gen.Const(": é"),
                Gen.Char['a', 'z'].Array[0, 40].Select(text => new string(text))
            ),
            Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("\r"), Gen.Const("\n\n"), Gen.Const("\r\n\r\n")),
            (line, end) => line + end
        )
        .Array[0, 40]
        .Select(string.Concat);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Events_end_at_a_blank_line_whatever_ends_lines(string end)
    {
        var stream = $"data: a{end}id: 1{end}{end}: hello{end}{end}data: b{end}{end}";
        var (events, rest) = Cut(stream, stream.Length);
        Assert.Equal([$"data: a{end}id: 1{end}{end}", $": hello{end}{end}", $"data: b{end}{end}"], events);
        Assert.Equal("", rest);
    }

    [Fact]
    public void Mixed_line_ends_are_told_apart()
    {
        var (events, rest) = Cut(Mixed, Mixed.Length);
        Assert.Equal(
            [
                "data: {\"a\":1}\n\n",
                ": comment\r\n\r\n",
                "event: x\rdata: y\r\r",
                "data: é😀\ndata: two\r\ndata: three\r\n\n",
                "\n",
                "\r\n",
                "id: 7\rretry: 5\n\r",
                "data: [DONE]\n\n",
            ],
            events
        );
        Assert.Equal("left over", rest);
    }

    [Theory]
    [InlineData("data: a\n")]
    [InlineData("data: a\r\n")]
    [InlineData("data: a\r")]
    [InlineData("data: a")]
    public void No_event_is_handed_out_before_its_blank_line(string stream)
    {
        var (events, rest) = Cut(stream, 1);
        Assert.Empty(events);
        Assert.Equal(stream, rest);
    }

    [Fact]
    public void An_event_whose_last_line_end_is_a_cr_does_not_wait_for_more()
    {
        Assert.Equal(["data: a\r\r"], Cut("data: a\r\r", 1).Events);
    }

    [Fact]
    public void Wherever_the_stream_is_split_the_events_are_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes(Mixed);
        var whole = Normal(Cut(bytes, [bytes.Length]).Events);
        for (var split = 0; split <= bytes.Length; split++)
        {
            var (events, rest) = Cut(bytes, [split, bytes.Length - split]);
            Assert.Equal(Mixed, string.Concat(events) + rest);
            Assert.Equal(whole, Normal(events));
        }
    }

    [Fact]
    public void Events_and_rest_put_together_are_what_went_in_and_the_same_however_it_was_cut()
    {
        Gen.Select(Streams, Gen.Int[1, 30].Array[1, 20])
            .Sample(
                (stream, sizes) =>
                {
                    var bytes = Encoding.UTF8.GetBytes(stream);
                    var (whole, wholeRest) = Cut(bytes, [bytes.Length]);
                    Assert.Equal(stream, string.Concat(whole) + wholeRest);
                    var (events, rest) = Cut(bytes, sizes);
                    Assert.Equal(stream, string.Concat(events) + rest);
                    Assert.Equal(Normal(whole), Normal(events));
                    Assert.Equal(wholeRest, rest);
                }
            );
    }

    [Fact]
    public void Any_bytes_go_through_unchanged()
    {
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.Byte[10, 13]).Array[0, 300], Gen.Int[1, 50].Array[1, 10])
            .Sample(
                (bytes, sizes) =>
                {
                    using var buffer = new EventBuffer();
                    var given = new List<byte>();
                    Feed(buffer, bytes, sizes, raw => given.AddRange(raw));
                    given.AddRange(buffer.Rest);
                    Assert.Equal(bytes, given);
                }
            );
    }

    [Fact]
    public void A_large_event_grows_the_buffer_and_those_behind_it_are_not_lost()
    {
        var large = "data: " + new string('x', 1_000_000) + "\n\n";
        var stream = "data: a\n\n" + large + "data: b\n\n" + large + "data: c\n\nrest";
        var (events, rest) = Cut(stream, 7_919);
        Assert.Equal(["data: a\n\n", large, "data: b\n\n", large, "data: c\n\n"], events);
        Assert.Equal("rest", rest);
    }

    [Fact]
    public void Many_events_in_one_read_are_all_handed_out()
    {
        var stream = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"data: {i}\n\n"));
        var (events, rest) = Cut(stream, 16_384);
        Assert.Equal(5_000, events.Count);
        Assert.Equal("data: 4999\n\n", events[^1]);
        Assert.Equal("", rest);
    }

    [Fact]
    public void An_event_of_the_greatest_size_passes_and_a_longer_one_breaks_the_stream()
    {
        var line = new byte[EventBuffer.MaxEventBytes];
        Array.Fill(line, (byte)'x');
        using (var buffer = new EventBuffer())
        {
            "\n\n"u8.CopyTo(line.AsSpan(line.Length - 2));
            var sizes = new List<int>();
            Feed(buffer, line, [1 << 20], raw => sizes.Add(raw.Length));
            Assert.Equal([EventBuffer.MaxEventBytes], sizes);
        }

        using var longer = new EventBuffer();
        "xx"u8.CopyTo(line.AsSpan(line.Length - 2));
        Feed(longer, line, [1 << 20], _ => { });
        Assert.Throws<InvalidDataException>(() => longer.Room());
    }

    // Where a chunk ends in the CR of a blank line, a following LF becomes an event of its own, which says nothing.
    private static List<string> Normal(IEnumerable<string> events)
    {
        var normal = new List<string>();
        foreach (var one in events)
        {
            if (one == "\n" && normal.Count > 0 && normal[^1].EndsWith('\r'))
            {
                normal[^1] += one;
            }
            else
            {
                normal.Add(one);
            }
        }

        return normal;
    }

    private static (List<string> Events, string Left) Cut(string stream, int size) =>
        Cut(Encoding.UTF8.GetBytes(stream), [size]);

    private static (List<string> Events, string Left) Cut(byte[] bytes, int[] sizes)
    {
        using var buffer = new EventBuffer();
        var events = new List<string>();
        Feed(buffer, bytes, sizes, raw => events.Add(Encoding.UTF8.GetString(raw)));
        return (events, Encoding.UTF8.GetString(buffer.Rest));
    }

    private static void Feed(EventBuffer buffer, ReadOnlySpan<byte> bytes, int[] sizes, Action<ReadOnlySpan<byte>> take)
    {
        for (var i = 0; bytes.Length > 0; i++)
        {
            var room = buffer.Room().Span;
            var read = Math.Min(Math.Min(room.Length, bytes.Length), sizes[i % sizes.Length]);
            bytes[..read].CopyTo(room);
            bytes = bytes[read..];
            buffer.Advance(read);
            while (buffer.TryTake(out var raw))
            {
                take(raw);
            }
        }
    }
}
