using System.ClientModel;
using System.ClientModel.Primitives;
using Aimux.Tests.Support;
using OpenAI;
using OpenAI.Audio;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Models;
using OpenAI.Responses;

namespace Aimux.Tests.Sdk;

/// <summary>OpenAI's own SDK, pointed at a running Aimux.</summary>
internal sealed class SdkClient
{
    /// <summary>What a caller has instead of a key: Aimux puts the provider's in its place.</summary>
    public const string FakeKey = "fake-key-of-the-caller";

    private readonly OpenAIClient _client;

    /// <param name="aimux">Where it sends its requests.</param>
    /// <param name="retries">How often the SDK repeats a request by itself; its default is 3.</param>
    public SdkClient(RunningAimux aimux, int retries = 0)
    {
        Traffic = new SdkTraffic(retries);
        _client = new OpenAIClient(
            new ApiKeyCredential(FakeKey),
            new OpenAIClientOptions
            {
                Endpoint = new Uri(aimux.Data.BaseAddress!, "v1"),
                RetryPolicy = Traffic,
                Transport = new HttpClientPipelineTransport(new HttpClient(Tap) { Timeout = TimeSpan.FromSeconds(60) }),
            }
        );
    }

    /// <summary>What the SDK sent and got.</summary>
    public SdkTraffic Traffic { get; }

    /// <summary>Its answers, to the byte where they are streams.</summary>
    public StreamTap Tap { get; } = new();

    public OpenAIModelClient Models => _client.GetOpenAIModelClient();

    public ChatClient Chat(string model = Some.Model) => _client.GetChatClient(model);

    public ResponsesClient Responses => _client.GetResponsesClient();

    public EmbeddingClient Embeddings(string model) => _client.GetEmbeddingClient(model);

    public AudioClient Audio(string model) => _client.GetAudioClient(model);
}
