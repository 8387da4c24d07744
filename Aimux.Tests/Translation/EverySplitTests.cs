using System.Buffers;
using Aimux.Silo.Proxy.Sse;
using Xunit;
using WireStreams = Aimux.Tests.Wire.Answers.Streams;

namespace Aimux.Tests.Translation;

/// <summary>As <see cref="RechunkedStreamTests"/>, without a network that may join what was cut.</summary>
public sealed class EverySplitTests
{
    private const int Seeds = 200;

    public static TheoryData<string, string> Pairs { get; } =
        new MatrixTheoryData<string, string>(
            [Caller.Chat, Caller.Messages, Caller.Responses],
            [Caller.Chat, Caller.Messages, Caller.Responses]
        );

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_stream_cut_in_two_anywhere_is_translated_as_if_it_came_at_once(string from, string to)
    {
        var stream = Recorded.Rich(Caller.ProtocolOf(from));
        var whole = Translate(from, to, stream, () => stream.Length);

        Assert.Equal(
            WireStreams.Check(Caller.ProtocolOf(from), stream).Content,
            WireStreams.Check(Caller.ProtocolOf(to), whole).Content
        );
        for (var cut = 1; cut < stream.Length; cut++)
        {
            var first = cut;
            var actual = Translate(from, to, stream, () => first);
            Assert.True(whole.AsSpan().SequenceEqual(actual), $"Cut at {cut} it is another.");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_stream_in_random_pieces_is_translated_as_if_it_came_at_once(string from, string to)
    {
        var stream = Recorded.Rich(Caller.ProtocolOf(from));
        var whole = Translate(from, to, stream, () => stream.Length);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var actual = Translate(from, to, stream, () => random.Next(1, 30));
            Assert.True(whole.AsSpan().SequenceEqual(actual), $"With seed {seed} it is another.");
        }
    }

    private static byte[] Translate(string from, string to, byte[] stream, Func<int> length)
    {
        var output = new ArrayBufferWriter<byte>();
        var state = new ReadStreamState(
            WireStreams.Reader(Caller.ProtocolOf(from)),
            WireStreams.StreamWriter(Caller.ProtocolOf(to), output)
        );
        using var events = new EventBuffer();
        for (var at = 0; at < stream.Length; )
        {
            var piece = stream.AsSpan(at, Math.Min(length(), stream.Length - at));
            for (var rest = piece; !rest.IsEmpty; )
            {
                var room = events.Room();
                var read = Math.Min(room.Length, rest.Length);
                rest[..read].CopyTo(room.Span);
                events.Advance(read);
                rest = rest[read..];
                while (events.TryTake(out var raw))
                {
                    var meaning = state.Take(raw, out _);
                    Assert.True(meaning is EventMeaning.Silent or EventMeaning.Content, $"{meaning}");
                }
            }

            at += piece.Length;
        }

        Assert.True(state.Close());
        return output.WrittenSpan.ToArray();
    }
}
