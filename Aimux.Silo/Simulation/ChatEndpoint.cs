using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>POST {any prefix}/chat/completions.</summary>
internal sealed class ChatEndpoint(Sentence sentence, TimeProvider time)
{
    private static readonly JsonDocumentOptions TreeOptions = new() { MaxDepth = 256 };

    public async Task Answer(Exchange exchange)
    {
        var reader = exchange.Http.Request.BodyReader;
        var body = await RequestBody.Read(reader);
        var request = ChatRequestReader.Read(body, exchange.Active.ChatModels);
        var answer = Plan(exchange, request, body);
        RequestBody.Release(reader, body);

        exchange.Admit((long)request.PromptTokens + answer.CompletionTokens);
        var fault = exchange.DrawFault();
        exchange.Pace.AddFirstToken();
        if (fault != Fault.None && await FaultAnswers.TryAnswer(exchange, fault))
        {
            return;
        }

        if (!request.Stream)
        {
            exchange.Pace.AddTokens(answer.CompletionTokens);
        }

        if (exchange.Pace.Early)
        {
            await exchange.Pace.Reach();
        }

        await (request.Stream ? StreamedAnswer.Send(exchange, answer, fault) : SendWhole(exchange, answer, fault));
    }

    private ChatAnswer Plan(Exchange exchange, ChatRequest request, in ReadOnlySequence<byte> body)
    {
        var created = time.GetUtcNow().ToUnixTimeSeconds();
        if (!request.Rich)
        {
            return new ChatAnswer(request, exchange.Id, created, [Text(exchange, request)]);
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
            return new ChatAnswer(request, exchange.Id, created, choices);
        }
        // Half a surrogate pair in a text is an InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RequestRefusedException(WireError.MalformedJson(e.Message));
        }
    }

    private TextContent Text(Exchange exchange, ChatRequest request) =>
        new(sentence, exchange.Plan.OutputTokens, request.MostTokens);

    private static Task SendWhole(Exchange exchange, ChatAnswer answer, Fault fault)
    {
        var buffer = RenderBuffer.Take();
        answer.WriteWhole(buffer);
        return WholeAnswer.Send(exchange, buffer.WrittenMemory, fault);
    }
}
