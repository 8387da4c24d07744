using Aimux.Silo.Simulation.Parts;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>POST {any prefix}/responses. Nothing is stored: an earlier response is taken as known.</summary>
internal sealed class ResponsesEndpoint(Sentence sentence, TimeProvider time)
{
    private readonly PartPlanner _planner = new(sentence);

    public async Task Answer(Exchange exchange)
    {
        var active = exchange.Active;
        var request = await RequestTree.Read(
            exchange,
            (tree, bytes) => ResponsesReader.Read(tree, bytes, active.ChatModels, active.Fields, exchange.Id)
        );
        var parts = _planner.Plan(
            exchange.Plan.OutputTokens,
            request.MostTokens,
            request.Thinks,
            request.Calls,
            request.Json
        );
        var answer = new ResponsesAnswer(
            request,
            exchange.Id,
            time.GetUtcNow().ToUnixTimeSeconds(),
            active.Settings.CacheReadTokens,
            parts,
            active.StyleOf(exchange.Path)
        );
        await Delivery.Send(exchange, answer, request.PromptTokens, request.Stream);
    }
}
