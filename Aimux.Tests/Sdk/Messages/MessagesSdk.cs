using Aimux.Silo.Wire;
using Aimux.Tests.Support;
using Aimux.Tests.Wire;
using Anthropic;
using Anthropic.Models.Messages;
using Anthropic.Services;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

/// <summary>Anthropic's own SDK, pointed at a running Aimux.</summary>
internal sealed class MessagesSdk : IDisposable
{
    private readonly AnthropicClient _client;

    /// <param name="aimux">Where it sends its requests.</param>
    /// <param name="key">What it shows as its key.</param>
    public MessagesSdk(RunningAimux aimux, string key = SdkClient.FakeKey) =>
        _client = new AnthropicClient
        {
            HttpClient = new HttpClient(Tap),
            BaseUrl = aimux.Data.BaseAddress!.ToString().TrimEnd('/'),
            ApiKey = key,
            MaxRetries = 0,
            Timeout = TimeSpan.FromSeconds(60),
        };

    /// <summary>Its answers, to the byte where they are streams.</summary>
    public StreamTap Tap { get; } = new();

    public IMessageService Messages => _client.Messages;

    public IModelService Models => _client.Models;

    /// <summary>Asks, and puts together what comes; a stream is held against its grammar too.</summary>
    public async Task<Message> Ask(MessageCreateParams request, bool streaming)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (!streaming)
        {
            return await Messages.Create(request, cancellation);
        }

        var message = await Messages.CreateStreaming(request, cancellation).Aggregate();
        var read = Tap.Check(WireProtocol.Messages);
        Assert.Equal(read.Text, message.Text());
        Assert.Equal(read.Thoughts, message.Thoughts());
        Assert.Equal(read.Calls.Select(call => call.Id), message.Calls().Select(call => call.ID));
        return message;
    }

    /// <summary>What the last stream said, read by the rules of the protocol.</summary>
    public ReadAnswer Stream => Tap.Check(WireProtocol.Messages);

    public void Dispose() => _client.Dispose();
}
