using System.ClientModel;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using OpenAI.Responses;
using Xunit;

namespace Aimux.Tests.Sdk.Responses;

public sealed class ResponsesSdkTests
{
    private const string Schema =
        """{"type":"object","properties":{"mood":{"type":"string","enum":["sunny"]}},"required":["mood"],"additionalProperties":false}""";

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task A_response_is_answered(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken, new(OutputTokens: 60));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var options = ResponsesParts.Ask("Hello – 你好 👋");
        options.Instructions = "Be brief.";

        var result = await sdk.Answer(options, streaming);

        Assert.StartsWith("Hello from the simulated provider one.", result.GetOutputText(), StringComparison.Ordinal);
        Assert.Equal(ResponseStatus.Completed, result.Status);
        Assert.StartsWith("resp_", result.Id, StringComparison.Ordinal);
        Assert.Equal(Some.Model, result.Model);
        Assert.Null(result.Error);
        Assert.Equal(60, result.Usage.OutputTokenCount);
        Assert.True(result.Usage.InputTokenCount > 0);
        Assert.Equal(result.Usage.InputTokenCount + 60, result.Usage.TotalTokenCount);
        var request = Assert.Single(Speaking.Requests(provider));
        var asked = JsonNode.Parse(request.Body)!;
        var (path, told) = spoken switch
        {
            Speaking.Chat => ("/chat/completions", asked["messages"]![0]!["content"]),
            Speaking.Messages => ("/messages", asked["system"]),
            _ => ("/responses", asked["instructions"]),
        };
        Assert.EndsWith(path, request.Path, StringComparison.Ordinal);
        Assert.Contains("Be brief.", told!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task An_answer_that_reaches_the_callers_bound_is_incomplete(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var options = ResponsesParts.Ask("Hello");
        options.MaxOutputTokenCount = 3;

        var result = await new SdkClient(aimux).Answer(options, streaming);

        Assert.Equal(ResponseStatus.Incomplete, result.Status);
        Assert.Equal("max_output_tokens", result.IncompleteStatusDetails.Reason.ToString());
        Assert.Equal("Hello from the", result.GetOutputText());
    }

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task An_answer_fits_the_callers_schema(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var options = ResponsesParts.Ask("How is it?");
        options.TextOptions = new ResponseTextOptions
        {
            TextFormat = ResponseTextFormat.CreateJsonSchemaFormat("mood", BinaryData.FromString(Schema)),
        };

        var result = await new SdkClient(aimux).Answer(options, streaming);

        Assert.Equal("""{"mood":"sunny"}""", JsonNode.Parse(result.GetOutputText())!.ToJsonString());
        Assert.Equal(ResponseTextFormatKind.JsonSchema, result.TextOptions.TextFormat.Kind);
    }

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task A_picture_arrives(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var picture = Convert.FromBase64String("iVBORw0KGgo=");
        var options = ResponsesParts.Ask([
            ResponseItem.CreateUserMessageItem([
                ResponseContentPart.CreateInputTextPart("What is this?"),
                ResponseContentPart.CreateInputImagePart(BinaryData.FromBytes(picture, "image/png")),
            ]),
        ]);

        await new SdkClient(aimux).Answer(options, streaming);

        var asked = Speaking.Asked(provider);
        var (given, expected) = spoken switch
        {
            Speaking.Chat => (
                asked["messages"]![0]!["content"]![1]!["image_url"]!["url"],
                "data:image/png;base64,iVBORw0KGgo="
            ),
            Speaking.Messages => (asked["messages"]![0]!["content"]![1]!["source"]!["data"], "iVBORw0KGgo="),
            _ => (asked["input"]![0]!["content"]![1]!["image_url"], "data:image/png;base64,iVBORw0KGgo="),
        };
        Assert.Equal(expected, (string?)given);
    }

    [Theory]
    [InlineData(Speaking.Messages, false)]
    [InlineData(Speaking.Messages, true)]
    [InlineData(Speaking.ChatAndResponses, false)]
    [InlineData(Speaking.ChatAndResponses, true)]
    public async Task A_thought_is_told_and_goes_back(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var question = ResponseItem.CreateUserMessageItem("Hello");

        var first = await sdk.Answer(Thinking([question]), streaming);
        var second = await sdk.Answer(
            Thinking([question, .. first.OutputItems, ResponseItem.CreateUserMessageItem("And?")]),
            streaming
        );

        Assert.NotEmpty(first.Thoughts());
        Assert.IsType<ReasoningResponseItem>(first.OutputItems[0]);
        Assert.StartsWith("Hello from", first.GetOutputText(), StringComparison.Ordinal);
        // It refuses thoughts whose signature is not its own: none may be invented.
        Assert.NotEmpty(second.GetOutputText());
    }

    [Theory]
    [InlineData(Speaking.Chat, 7)]
    [InlineData(Speaking.Messages, 7)]
    [InlineData(Speaking.ChatAndResponses, 7)]
    public async Task Tokens_of_a_cache_are_told(string spoken, int cached)
    {
        await using var provider = await Speaking.Start(spoken, new(CacheReadTokens: cached));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));

        var result = await new SdkClient(aimux).Answer(ResponsesParts.Ask(new string('a', 400)), streaming: true);

        Assert.Equal(cached, result.Usage.InputTokenDetails.CachedTokenCount);
        Assert.Equal(Speaking.Requests(provider)[0].Body.Length / 4, result.Usage.InputTokenCount);
    }

    [Theory]
    [InlineData(Speaking.Chat)]
    [InlineData(Speaking.Messages)]
    public async Task What_a_provider_would_have_to_keep_is_refused_where_none_keeps_anything(string spoken)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var options = ResponsesParts.Ask("And?");
        options.PreviousResponseId = "resp_before";

        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            new SdkClient(aimux).Answer(options, streaming: false)
        );

        Assert.Equal(400, error.Status);
        Assert.Contains("previous_response_id", error.Message, StringComparison.Ordinal);
        Assert.Empty(Speaking.Requests(provider));
    }

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task Errors_are_openais_whatever_the_provider_speaks(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var unknown = new CreateResponseOptions("demmo", [ResponseItem.CreateUserMessageItem("Hello")]);
        var contradiction = ResponsesParts.Ask(
            "Hello",
            ResponseTool.CreateFunctionTool("present", BinaryData.FromString("""{"type":"object"}"""), false)
        );
        contradiction.ToolChoice = ResponseToolChoice.CreateFunctionChoice("absent");

        var missed = await Assert.ThrowsAsync<ClientResultException>(() => sdk.Answer(unknown, streaming));
        var refused = await Assert.ThrowsAsync<ClientResultException>(() => sdk.Answer(contradiction, streaming));
        provider.Settings = provider.Settings with { Faults = Faults.Always("RateLimited") };
        var limited = await Assert.ThrowsAsync<ClientResultException>(() =>
            sdk.Answer(ResponsesParts.Ask("Hello"), streaming)
        );

        Assert.Equal([404, 400, 429], [missed.Status, refused.Status, limited.Status]);
        Assert.Contains("Did you mean 'demo'?", missed.Message, StringComparison.Ordinal);
        Assert.Contains("absent", refused.Message, StringComparison.Ordinal);
        Assert.Contains("rate_limit_exceeded", limited.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Speaking.Chat, "CutMidStream")]
    [InlineData(Speaking.Messages, "ErrorMidStream")]
    [InlineData(Speaking.ChatAndResponses, "EndMidStream")]
    public async Task A_stream_that_breaks_ends_with_an_error(string spoken, string fault)
    {
        await using var provider = await Speaking.Start(spoken, Failing.By(fault));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var options = ResponsesParts.Ask("Hello");
        options.StreamingEnabled = true;
        var updates = new List<StreamingResponseUpdate>();

        await foreach (
            var update in await new SdkClient(aimux).Responses.CreateResponseStreamingAsync(
                options,
                TestContext.Current.CancellationToken
            )
        )
        {
            updates.Add(update);
        }

        Assert.NotEmpty(Assert.IsType<StreamingResponseErrorUpdate>(updates[^1]).Message);
        Assert.Contains(updates, update => update is StreamingResponseOutputTextDeltaUpdate);
        Assert.DoesNotContain(updates, update => update is StreamingResponseCompletedUpdate);
    }

    private static CreateResponseOptions Thinking(IEnumerable<ResponseItem> items)
    {
        var options = ResponsesParts.Ask(items);
        options.ReasoningOptions = new ResponseReasoningOptions
        {
            ReasoningEffortLevel = ResponseReasoningEffortLevel.Low,
        };
        return options;
    }
}
