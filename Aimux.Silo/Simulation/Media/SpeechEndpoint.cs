using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Media;

/// <summary>POST {any prefix}/audio/speech: silence, as bytes.</summary>
internal static class SpeechEndpoint
{
    public static async Task Answer(Exchange exchange)
    {
        var (sound, tokens) = await RequestTree.Read(
            exchange,
            (tree, bytes) => (Read(tree, exchange.Active.Models), RequestTree.TokensOf(bytes))
        );
        await Delivery.Send(exchange, sound.Bytes, tokens, sound.ContentType);
    }

    private static (byte[] Bytes, string ContentType) Read(JsonElement request, ServedModel[] models)
    {
        ModelMember.Read(request, models);
        foreach (var name in (ReadOnlySpan<string>)["input", "voice"])
        {
            if (Turns.Member(request, name) is not { Length: > 0 })
            {
                throw new RequestRefusedException(
                    WireError.Invalid($"Missing required parameter: '{name}'.", name, "missing_required_parameter")
                );
            }
        }

        var format = Turns.Member(request, "response_format") ?? "mp3";
        return Sound.Make(format)
            ?? throw new RequestRefusedException(
                WireError.Invalid(
                    $"'response_format' must be mp3, wav or pcm, but is '{format}'.",
                    "response_format",
                    "invalid_value"
                )
            );
    }
}
