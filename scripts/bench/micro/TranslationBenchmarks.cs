using System.Buffers;
using System.Text;
using Aimux.Silo.Proxy.Sse;
using Aimux.Silo.Wire.Answers;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>Once an event of a stream under way: relayed as it is, and translated. Cutting it out comes on top.</summary>
public class TranslationBenchmarks
{
    private static readonly byte[] ChatEvent = Event(
        """data: {"id":"chatcmpl-0123456789","object":"chat.completion.chunk","created":1700000000"""
            + ""","model":"gpt-demo","choices":[{"index":0,"delta":{"content":" word"},"logprobs":null"""
            + ""","finish_reason":null}],"usage":null}"""
    );

    private static readonly byte[] MessagesEvent = Event(
        "event: content_block_delta\n"
            + """data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" word"}}"""
    );

    private static readonly byte[] MessagesStart = Event(
        "event: message_start\n"
            + """data: {"type":"message_start","message":{"id":"msg_1","model":"m","usage":{"input_tokens":1}}}"""
    );

    private static readonly byte[] BlockStart = Event(
        "event: content_block_start\n"
            + """data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""
    );

    private static readonly ResponsesHead Head = new() { CreatedAt = 1, OwnId = "1" };

    private readonly ArrayBufferWriter<byte> _output = new(64 << 10);
    private StreamState _chat = null!;
    private StreamState _messages = null!;
    private StreamState _chatToMessages = null!;
    private StreamState _messagesToChat = null!;

    [GlobalSetup]
    public void Begin()
    {
        _chat = new ChatStreamState();
        _messages = Begun(new ReadStreamState(new MessagesEventReader(), null));
        _chatToMessages = new ReadStreamState(new ChatEventReader(), new MessagesStreamWriter(_output, 1, "1"));
        _messagesToChat = Begun(new ReadStreamState(new MessagesEventReader(), new ChatStreamWriter(_output, true, 1)));
        Take(_chatToMessages, ChatEvent);
    }

    [Benchmark(Baseline = true)]
    public int RelayChat()
    {
        _output.ResetWrittenCount();
        _chat.Take(ChatEvent, out _);
        _output.Write(ChatEvent);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int RelayMessages()
    {
        _output.ResetWrittenCount();
        _messages.Take(MessagesEvent, out _);
        _output.Write(MessagesEvent);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int ChatToMessages() => Take(_chatToMessages, ChatEvent);

    [Benchmark]
    public int MessagesToChat() => Take(_messagesToChat, MessagesEvent);

    /// <summary>A whole stream of 64 events, since its last event repeats all of its text.</summary>
    [Benchmark(OperationsPerInvoke = 64)]
    public int ChatToResponsesOf64Events()
    {
        _output.ResetWrittenCount();
        var state = new ReadStreamState(new ChatEventReader(), new ResponsesStreamWriter(_output, Head));
        for (var i = 0; i < 64; i++)
        {
            state.Take(ChatEvent, out _);
        }

        state.Close();
        return _output.WrittenCount;
    }

    private int Take(StreamState state, byte[] raw)
    {
        _output.ResetWrittenCount();
        state.Take(raw, out _);
        return _output.WrittenCount;
    }

    private static ReadStreamState Begun(ReadStreamState state)
    {
        state.Take(MessagesStart, out _);
        state.Take(BlockStart, out _);
        return state;
    }

    private static byte[] Event(string text) => Encoding.UTF8.GetBytes(text + "\n\n");
}
