using Aimux.Silo.Simulation.Parts;

namespace Aimux.Silo.Simulation.Messages;

/// <summary>POST {any prefix}/messages.</summary>
internal sealed class MessagesEndpoint(Sentence sentence)
{
    private readonly PartPlanner _planner = new(sentence);

    public async Task Answer(Exchange exchange)
    {
        var active = exchange.Active;
        var request = await RequestTree.Read(
            exchange,
            (tree, bytes) => MessagesReader.Read(tree, bytes, active.ChatModels, active.Fields, exchange.Id)
        );
        var parts = _planner.Plan(
            exchange.Plan.OutputTokens,
            request.MostTokens,
            request.Thinks,
            request.Calls,
            request.Json
        );
        var usage = MessagesUsage.Of(active.Settings, request.PromptTokens, parts.Tokens);
        var answer = new MessagesAnswer(request.Model, exchange.Id, parts, usage);
        await Delivery.Send(exchange, answer, request.PromptTokens, request.Stream);
    }
}
