namespace Aimux.Silo.Simulation.Completions;

/// <summary>POST {any prefix}/completions.</summary>
internal sealed class CompletionsEndpoint(Sentence sentence, TimeProvider time)
{
    public async Task Answer(Exchange exchange)
    {
        var request = await RequestTree.Read(
            exchange,
            (tree, bytes) => CompletionsRequest.Read(tree, bytes, exchange.Active.ChatModels)
        );
        var answer = new CompletionsAnswer(
            request,
            sentence,
            exchange.Id,
            time.GetUtcNow().ToUnixTimeSeconds(),
            exchange.Plan.OutputTokens
        );
        await Delivery.Send(exchange, answer, request.PromptTokens, request.Stream);
    }
}
