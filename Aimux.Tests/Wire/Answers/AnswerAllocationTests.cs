using System.Buffers;
using System.Text;
using Aimux.Silo.Wire;
using Aimux.Silo.Wire.Answers;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class AnswerAllocationTests
{
    private const int Events = 1000;

    [Fact]
    public void A_piece_of_text_from_chat_to_messages_allocates_nothing() =>
        Assert.Equal(
            0,
            Allocated(
                new ChatEventReader(),
                output => new MessagesStreamWriter(output, inputEstimate: 1),
                """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"a \"word\""},"logprobs":null,"finish_reason":null}],"usage":{"prompt_tokens":5,"completion_tokens":2}}"""
            )
        );

    [Fact]
    public void A_piece_of_a_call_from_chat_to_messages_allocates_nothing() =>
        Assert.Equal(
            0,
            Allocated(
                new ChatEventReader(),
                output => new MessagesStreamWriter(output, inputEstimate: 1),
                """{"id":"c","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"1"}}]}}]}"""
            )
        );

    [Fact]
    public void A_piece_of_text_from_messages_to_chat_allocates_nothing() =>
        Assert.Equal(
            0,
            Allocated(
                new MessagesEventReader(),
                output => new ChatStreamWriter(output, includeUsage: true, created: 1),
                """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a \"word\""}}"""
            )
        );

    [Fact]
    public void A_thought_from_responses_to_messages_allocates_nothing() =>
        Assert.Equal(
            0,
            Allocated(
                new ResponsesEventReader(),
                output => new MessagesStreamWriter(output, inputEstimate: 1),
                """{"type":"response.reasoning_summary_text.delta","item_id":"rs","output_index":0,"summary_index":0,"delta":"why","sequence_number":4}"""
            )
        );

    [Fact]
    public void A_piece_of_text_from_chat_to_responses_allocates_its_place_in_the_whole_answer_alone() =>
        Assert.InRange(
            Allocated(
                new ChatEventReader(),
                output => new ResponsesStreamWriter(output, new ResponsesHead { CreatedAt = 1, OwnId = "own" }),
                """{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"word"}}]}"""
            ),
            0,
            // A buffer that doubles.
            Events * "word".Length * 8
        );

    [Fact]
    public void A_piece_of_a_text_for_a_custom_tool_allocates_its_place_in_the_whole_answer_alone()
    {
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        var head = new ResponsesHead
        {
            CreatedAt = 1,
            OwnId = "own",
            CallerTools = CallerTools.Of("""{"tools":[{"type":"custom","name":"f"}]}"""u8),
        };
        var writer = new ResponsesStreamWriter(output, head);
        writer.Begin("r"u8, "m"u8);
        writer.ToolCall(0, "a"u8, "f"u8);
        writer.ToolArguments(0, FreeformInput.Before);
        Many();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Many();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Events * 8 * 8);

        void Many()
        {
            for (var i = 0; i < Events; i++)
            {
                writer.ToolArguments(0, "a\\\\nbcde"u8);
                output.ResetWrittenCount();
            }
        }
    }

    private static long Allocated(IEventReader reader, Func<IBufferWriter<byte>, IAnswerSink> writer, string data)
    {
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        var sink = writer(output);
        var bytes = Encoding.UTF8.GetBytes(data);
        Many();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Many();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Many()
        {
            for (var i = 0; i < Events; i++)
            {
                Assert.True(reader.Read(bytes, sink) == EventKind.Told);
                output.ResetWrittenCount();
            }
        }
    }
}
