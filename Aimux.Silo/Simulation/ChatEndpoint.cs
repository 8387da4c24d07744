using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>POST {any prefix}/chat/completions.</summary>
internal sealed class ChatEndpoint(Sentence sentence, TimeProvider time)
{
    private static readonly JsonDocumentOptions TreeOptions = new() { MaxDepth = 256 };

    public async Task Answer(Exchange exchange)
    {
        var body = await exchange.ReadBody();
        exchange.Active.Fields?.CheckChat(body);
        var request = ChatRequestReader.Read(body, exchange.Active.ChatModels);
        var answer = Plan(exchange, request, body);
        exchange.Release(body);
        await Delivery.Send(exchange, answer, request.PromptTokens, request.Stream);
    }

    private ChatAnswer Plan(Exchange exchange, ChatRequest request, in ReadOnlySequence<byte> body)
    {
        var cached = exchange.Active.Settings.CacheReadTokens;
        var created = time.GetUtcNow().ToUnixTimeSeconds();
        if (!request.Rich)
        {
            return new ChatAnswer(request, exchange.Id, created, cached, [Text(exchange, request)]);
        }

        try
        {
            using var tree = JsonDocument.Parse(body, TreeOptions);
            var choices = RichChatPlanner.Plan(
                tree.RootElement,
                exchange.Id,
                () => Text(exchange, request),
                request.MostTokens
            );
            return new ChatAnswer(request, exchange.Id, created, cached, choices);
        }
        // Half a surrogate pair in a text is an InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RequestRefusedException(WireError.MalformedJson(e.Message));
        }
    }

    private TextContent Text(Exchange exchange, ChatRequest request) =>
        new(sentence, exchange.Plan.OutputTokens, request.MostTokens);
}
