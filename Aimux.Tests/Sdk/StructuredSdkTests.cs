using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class StructuredSdkTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "title": { "type": "string", "minLength": 12 },
            "mood": { "type": "string", "enum": ["sunny", "dull"] },
            "score": { "type": "integer", "minimum": 7, "maximum": 9 },
            "tags": { "type": "array", "items": { "type": "string" }, "minItems": 2 },
            "author": { "type": "object", "properties": { "active": { "type": "boolean" } }, "required": ["active"] }
          },
          "required": ["title", "mood", "score", "tags", "author"],
          "additionalProperties": false
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Ask => [new UserChatMessage("Review it.")];

    [Fact]
    public async Task An_answer_fits_the_callers_schema()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        ChatCompletion answer = await new SdkClient(aimux).Chat().CompleteChatAsync(Ask, BySchema(), Cancellation);

        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        AssertFits(answer.Content[0].Text);
    }

    [Fact]
    public async Task A_streamed_answer_fits_the_callers_schema_once_it_is_joined()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        var updates = await Streams.ReadAll(
            new SdkClient(aimux).Chat().CompleteChatStreamingAsync(Ask, BySchema(), Cancellation)
        );

        Assert.True(updates.Count(update => update.ContentUpdate.Count > 0) > 3);
        Assert.Equal(ChatFinishReason.Stop, Streams.FinishOf(updates));
        AssertFits(Streams.TextOf(updates));
    }

    [Fact]
    public async Task An_answer_in_json_is_json()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() };

        ChatCompletion answer = await new SdkClient(aimux).Chat().CompleteChatAsync(Ask, options, Cancellation);

        Assert.IsType<JsonObject>(JsonNode.Parse(answer.Content[0].Text));
    }

    private static ChatCompletionOptions BySchema() =>
        new()
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "review",
                BinaryData.FromString(Schema),
                "A review.",
                jsonSchemaIsStrict: true
            ),
        };

    private static void AssertFits(string text)
    {
        var review = Assert.IsType<JsonObject>(JsonNode.Parse(text));
        Assert.Equal(
            ["author", "mood", "score", "tags", "title"],
            review.Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.True(((string)review["title"]!).Length >= 12);
        Assert.Contains((string)review["mood"]!, (string[])["sunny", "dull"]);
        Assert.InRange((int)review["score"]!, 7, 9);
        Assert.True(review["tags"]!.AsArray().Count >= 2);
        Assert.True((bool)review["author"]!["active"]!);
    }
}
