namespace Aimux.Silo.Simulation.Messages;

/// <summary>POST {any prefix}/messages/count_tokens. No limit counts it.</summary>
internal static class CountTokensEndpoint
{
    public static async Task Answer(Exchange exchange)
    {
        var tokens = await RequestTree.Read(
            exchange,
            (tree, bytes) => MessagesReader.Count(tree, bytes, exchange.Active.ChatModels)
        );
        var fault = exchange.DrawFault();
        if (fault != Fault.None && await FaultAnswers.TryAnswer(exchange, fault))
        {
            return;
        }

        var body = JsonObjects.Write(json => json.WriteNumber("input_tokens"u8, tokens));
        await WholeAnswer.Send(exchange, body, fault);
    }
}
