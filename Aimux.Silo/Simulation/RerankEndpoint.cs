namespace Aimux.Silo.Simulation;

/// <summary>POST {any prefix}/rerank.</summary>
internal static class RerankEndpoint
{
    public static async Task Answer(Exchange exchange)
    {
        var request = await RequestTree.Read(
            exchange,
            (tree, bytes) => RerankRequest.Read(tree, bytes, exchange.Active.Models)
        );
        var body = JsonObjects.Write(json =>
        {
            json.WriteString("id"u8, "rerank-" + exchange.Id);
            json.WriteString("model"u8, request.Model.Name);
            json.WriteStartArray("results"u8);
            foreach (var (index, score) in request.Rank())
            {
                json.WriteStartObject();
                json.WriteNumber("index"u8, index);
                json.WriteNumber("relevance_score"u8, score);
                if (request.Returned)
                {
                    json.WriteStartObject("document"u8);
                    json.WriteString("text"u8, request.Documents[index]);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("usage"u8);
            json.WriteNumber("total_tokens"u8, request.Tokens);
            json.WriteEndObject();
        });
        await Delivery.Send(exchange, body, request.Tokens);
    }
}
