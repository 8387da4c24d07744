using System.Buffers;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

/// <summary>Whatever an answer says, every protocol says it, and so does every way back.</summary>
public sealed class RandomAnswerTests
{
    public static TheoryData<string, string> Ways =>
        [.. from one in Streams.All from other in Streams.All select ($"{one}", $"{other}")];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_stream_there_and_back_says_the_same(string from, string to)
    {
        var (one, other) = (Enum.Parse<WireProtocol>(from), Enum.Parse<WireProtocol>(to));
        Script.Any.Sample(
            script =>
            {
                var stream = Written(script, Streams.StreamWriter, one);
                Matches(script, Streams.Check(one, stream), one);
                var there = Streams.Translate(one, other, stream);
                Matches(Without(script, one), Streams.Check(other, there), other);
                var back = Streams.Translate(other, one, there);
                Matches(Without(Without(script, one), other), Streams.Check(one, back), one);
            },
            iter: 150
        );
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_whole_answer_there_and_back_says_the_same(string from, string to)
    {
        var (one, other) = (Enum.Parse<WireProtocol>(from), Enum.Parse<WireProtocol>(to));
        Script.Any.Sample(
            script =>
            {
                var whole = Encoding.UTF8.GetString(Written(script, Streams.AnswerWriter, one));
                var there = Streams.Whole(one, other, whole);
                var back = Streams.Whole(other, one, there);
                using var first = JsonDocument.Parse(whole);
                using var last = JsonDocument.Parse(back);
                Matches(Without(script, one), Streamed(one, whole), one);
                Matches(Without(Without(script, one), other), Streamed(one, back), one);
            },
            iter: 150
        );
    }

    private static byte[] Written(
        Script script,
        Func<WireProtocol, IBufferWriter<byte>, IAnswerSink> writer,
        WireProtocol protocol
    )
    {
        var output = new ArrayBufferWriter<byte>();
        script.Tell(writer(protocol, output));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A whole answer as a stream, to be read as strictly.</summary>
    private static ReadAnswer Streamed(WireProtocol protocol, string whole)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal(
            EventKind.End,
            Streams.ReadAnswer(protocol, Encoding.UTF8.GetBytes(whole), Streams.StreamWriter(protocol, output))
        );
        return Streams.Check(protocol, output.WrittenSpan);
    }

    /// <summary>What is left of an answer in a protocol: only Messages tells stop sequences.</summary>
    private static Script Without(Script script, WireProtocol protocol) =>
        protocol != WireProtocol.Messages && script.Reason == StopReason.StopSequence
            ? script with
            {
                Reason = StopReason.EndOfTurn,
            }
            : script;

    private static void Matches(Script script, ReadAnswer answer, WireProtocol protocol)
    {
        Assert.Equal(script.Content, answer.Content);
        Assert.Equal(script.StopIn(protocol), answer.Stop);
        if (script.Usage is { } usage)
        {
            Assert.Equal(usage, answer.Usage!.Value with { Thought = null });
        }
        else
        {
            Assert.Equal(7, answer.Usage!.Value.Input);
        }
    }
}
