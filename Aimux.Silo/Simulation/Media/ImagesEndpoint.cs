using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Media;

/// <summary>POST {any prefix}/images/generations.</summary>
internal static class ImagesEndpoint
{
    private const int MostImages = 10;

    /// <summary>A PNG of one grey pixel.</summary>
    private const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

    public static async Task Answer(Exchange exchange)
    {
        var (count, tokens) = await RequestTree.Read(
            exchange,
            (tree, bytes) => (Read(tree, exchange.Active.Models), RequestTree.TokensOf(bytes))
        );
        var body = JsonObjects.Write(json =>
        {
            json.WriteNumber("created"u8, exchange.Now.ToUnixTimeSeconds());
            json.WriteStartArray("data"u8);
            for (var i = 0; i < count; i++)
            {
                json.WriteStartObject();
                json.WriteString("b64_json"u8, Pixel);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("usage"u8);
            json.WriteNumber("input_tokens"u8, tokens);
            json.WriteNumber("output_tokens"u8, count);
            json.WriteNumber("total_tokens"u8, (long)tokens + count);
            json.WriteEndObject();
        });
        await Delivery.Send(exchange, body, tokens);
    }

    /// <summary>Checks the request, and tells how many images it wants.</summary>
    private static int Read(JsonElement request, ServedModel[] models)
    {
        ModelMember.ReadOrUsual(request, models);
        if (Turns.Member(request, "prompt") is not { Length: > 0 })
        {
            throw new RequestRefusedException(
                WireError.Invalid("Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter")
            );
        }

        if (!request.TryGetProperty("n", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return 1;
        }

        return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var n) && n is >= 1 and <= MostImages
            ? n
            : throw new RequestRefusedException(
                WireError.Invalid($"'n' must be from 1 to {MostImages}.", "n", "invalid_value")
            );
    }
}
