using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire.Requests;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

public sealed class RoundTripTests
{
    private const int Iterations = 2_000;

    [Fact]
    public void What_both_can_hold_survives_the_way_from_chat_to_messages_and_back() =>
        ConversationGen.Chat.Sample(
            chat =>
            {
                var there = ChatToMessages.Translate(Encoding.UTF8.GetBytes(chat.ToJsonString()));
                var back = MessagesToChat.Translate(there.Json);
                var expected = NormalChat.Of(chat);
                var actual = NormalChat.Of(JsonNode.Parse(back.Json)!);
                Assert.Empty(there.Dropped);
                Assert.Empty(back.Dropped);
                Assert.True(
                    JsonNode.DeepEquals(expected, actual),
                    $"expected {expected.ToJsonString()}\n  actual {actual.ToJsonString()}"
                );
            },
            iter: Iterations,
            print: chat => chat.ToJsonString()
        );

    [Fact]
    public void Messages_alternate_begin_with_the_user_and_answer_every_call_at_once() =>
        ConversationGen.Chat.Sample(
            chat =>
            {
                var body = ChatToMessages.Translate(Encoding.UTF8.GetBytes(chat.ToJsonString())).Json;
                var messages = JsonNode.Parse(body)!["messages"]!.AsArray();
                for (var index = 0; index < messages.Count; index++)
                {
                    Assert.Equal(index % 2 == 0 ? "user" : "assistant", (string)messages[index]!["role"]!);
                    var next = index + 1 < messages.Count ? Blocks(messages[index + 1]!) : [];
                    var calls = Blocks(messages[index]!).Where(block => Type(block) == "tool_use").ToList();
                    Assert.Equal(
                        calls.Select(call => (string)call["id"]!),
                        next.TakeWhile(block => Type(block) == "tool_result")
                            .Select(said => (string)said["tool_use_id"]!)
                    );
                }
            },
            iter: Iterations / 4
        );

    [Fact]
    public void In_a_chat_results_follow_their_calls_at_once() =>
        ConversationGen.Chat.Sample(
            chat =>
            {
                var messages = ChatToMessages.Translate(Encoding.UTF8.GetBytes(chat.ToJsonString()));
                var back = JsonNode.Parse(MessagesToChat.Translate(messages.Json).Json)!["messages"]!.AsArray();
                for (var index = 0; index < back.Count; index++)
                {
                    var calls = (back[index]!["tool_calls"]?.AsArray() ?? []).Select(call => (string)call!["id"]!);
                    var said = back.Skip(index + 1).TakeWhile(message => (string)message!["role"]! == "tool");
                    if ((string)back[index]!["role"]! != "tool")
                    {
                        Assert.Equal(calls, said.Select(message => (string)message!["tool_call_id"]!));
                    }
                }
            },
            iter: Iterations / 4
        );

    private static List<JsonNode> Blocks(JsonNode message) =>
        [.. message["content"]!.AsArray().Select(block => block!)];

    private static string Type(JsonNode block) => (string)block["type"]!;
}
