using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>What an answer must know of an embeddings request.</summary>
internal sealed record EmbeddingRequest(
    ServedModel Model,
    byte[][] Inputs,
    int Dimensions,
    bool Base64,
    int PromptTokens
)
{
    private const int UsualDimensions = 256;
    private const int MostDimensions = 4096;
    private const int MostInputs = 2048;

    public static EmbeddingRequest Read(JsonElement request, long bytes, ServedModel[] models)
    {
        return new EmbeddingRequest(
            ModelMember.Read(request, models),
            ReadInputs(request),
            ReadDimensions(request),
            ReadBase64(request),
            RequestTree.TokensOf(bytes)
        );
    }

    private static byte[][] ReadInputs(JsonElement request)
    {
        if (!request.TryGetProperty("input", out var input))
        {
            throw Refuse("input", "'input' is missing.");
        }

        // A list of numbers is one text as tokens; of anything else, one text each.
        var list =
            input.ValueKind == JsonValueKind.Array
            && input.GetArrayLength() > 0
            && input[0].ValueKind != JsonValueKind.Number
                ? input.EnumerateArray().ToArray()
                : [input];
        if (list.Length > MostInputs || !Array.TrueForAll(list, IsText))
        {
            throw Refuse(
                "input",
                $"'input' must be a text, a list of tokens, or a list of at most {MostInputs} of them."
            );
        }

        return Array.ConvertAll(list, text => Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static bool IsText(JsonElement input) =>
        input.ValueKind == JsonValueKind.String
        || (
            input.ValueKind == JsonValueKind.Array
            && input.GetArrayLength() > 0
            && input.EnumerateArray().All(token => token.ValueKind == JsonValueKind.Number)
        );

    private static int ReadDimensions(JsonElement request)
    {
        if (!request.TryGetProperty("dimensions", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return UsualDimensions;
        }

        return
            given.ValueKind == JsonValueKind.Number
            && given.TryGetInt32(out var dimensions)
            && dimensions is >= 1 and <= MostDimensions
            ? dimensions
            : throw Refuse("dimensions", $"'dimensions' must be an integer from 1 to {MostDimensions}.");
    }

    private static bool ReadBase64(JsonElement request)
    {
        if (!request.TryGetProperty("encoding_format", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        return given.ToString() switch
        {
            "float" => false,
            "base64" => true,
            var other => throw Refuse(
                "encoding_format",
                $"'encoding_format' must be float or base64, but is '{other}'."
            ),
        };
    }

    private static RequestRefusedException Refuse(string param, string message) =>
        new(WireError.Invalid(message, param, "invalid_value"));
}
