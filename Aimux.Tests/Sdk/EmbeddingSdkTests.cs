using System.ClientModel;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using OpenAI.Embeddings;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class EmbeddingSdkTests
{
    private const string Model = "demo-embedding";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The SDK asks for base64 by itself.
    [Fact]
    public async Task Vectors_come_in_base64_as_the_sdk_asks()
    {
        await using var provider = await Speaking.Start(Speaking.Chat);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider) with { Models = [Model] });
        var client = new SdkClient(aimux).Embeddings(Model);

        OpenAIEmbeddingCollection vectors = await client.GenerateEmbeddingsAsync(
            ["one", "two – 你好"],
            new EmbeddingGenerationOptions { Dimensions = 64 },
            Cancellation
        );

        Assert.Equal([0, 1], vectors.Select(vector => vector.Index));
        Assert.All(vectors, vector => Assert.Equal(64, vector.ToFloats().Length));
        Assert.NotEqual(vectors[0].ToFloats().ToArray(), vectors[1].ToFloats().ToArray());
        Assert.Equal(Model, vectors.Model);
        Assert.True(vectors.Usage.InputTokenCount > 0);
        Assert.Equal("base64", (string?)Speaking.Asked(provider)["encoding_format"]);
    }

    [Fact]
    public async Task Floats_are_those_of_base64()
    {
        await using var provider = await Speaking.Start(Speaking.Chat);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider) with { Models = [Model] });
        var client = new SdkClient(aimux).Embeddings(Model);
        using var question = BinaryContent.Create(
            BinaryData.FromString($$"""{"model":"{{Model}}","input":["one"],"encoding_format":"float"}""")
        );

        OpenAIEmbedding packed = await client.GenerateEmbeddingAsync("one", cancellationToken: Cancellation);
        var plain = await client.GenerateEmbeddingsAsync(question);

        var floats = JsonNode.Parse(plain.GetRawResponse().Content)!["data"]![0]!["embedding"]!.AsArray();
        Assert.Equal(packed.ToFloats().ToArray(), floats.Select(value => (float)value!));
    }

    [Fact]
    public async Task Who_speaks_messages_alone_is_not_asked()
    {
        await using var one = await Speaking.Start(Speaking.Messages);
        await using var two = await Speaking.Start(Speaking.Chat, name: "two");
        await using var aimux = await RunningAimux.Start(
            Speaking.Provider(one) with
            {
                Models = [Model],
            },
            Speaking.Provider(two) with
            {
                Models = [Model],
            }
        );
        var sdk = new SdkClient(aimux);

        OpenAIEmbedding vector = await sdk.Embeddings(Model)
            .GenerateEmbeddingAsync("one", cancellationToken: Cancellation);

        Assert.Equal(256, vector.ToFloats().Length);
        Assert.Equal("two", sdk.Tap.Header("x-aimux-provider"));
        Assert.Equal("1", sdk.Tap.Header("x-aimux-attempts"));
        Assert.Empty(Speaking.Requests(one));
    }

    [Fact]
    public async Task Where_all_speak_messages_alone_the_error_says_that_nobody_can()
    {
        await using var one = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one) with { Models = [Model] });

        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            new SdkClient(aimux).Embeddings(Model).GenerateEmbeddingAsync("one", cancellationToken: Cancellation)
        );

        Assert.Equal(503, error.Status);
        Assert.Contains("no_provider_available", error.Message, StringComparison.Ordinal);
        Assert.Empty(Speaking.Requests(one));
    }
}
