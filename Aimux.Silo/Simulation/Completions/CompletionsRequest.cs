using System.Text.Json;

namespace Aimux.Silo.Simulation.Completions;

/// <summary>What an answer must know of a request to complete texts: it makes one choice for each prompt.</summary>
internal sealed record CompletionsRequest(
    ServedModel Model,
    int Choices,
    bool Stream,
    bool IncludeUsage,
    int MostTokens,
    int PromptTokens
)
{
    private const int MostChoices = 128;

    public static CompletionsRequest Read(JsonElement request, long bytes, ServedModel[] models) =>
        new(
            ModelMember.Read(request, models),
            CountPrompts(request),
            IsTrue(request, "stream"),
            request.TryGetProperty("stream_options", out var options) && IsTrue(options, "include_usage"),
            ReadMostTokens(request),
            RequestTree.TokensOf(bytes)
        );

    private static int CountPrompts(JsonElement request)
    {
        if (!request.TryGetProperty("prompt", out var prompt))
        {
            throw new RequestRefusedException(
                WireError.Invalid("Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter")
            );
        }

        // A list of numbers is one text as tokens; of anything else, one text each.
        var many =
            prompt.ValueKind == JsonValueKind.Array
            && prompt.GetArrayLength() > 0
            && prompt[0].ValueKind != JsonValueKind.Number;
        return many ? Math.Min(MostChoices, prompt.GetArrayLength()) : 1;
    }

    private static bool IsTrue(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var flag)
        && flag.ValueKind == JsonValueKind.True;

    private static int ReadMostTokens(JsonElement request)
    {
        if (!request.TryGetProperty("max_tokens", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return int.MaxValue;
        }

        return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var most) && most >= 1
            ? most
            : throw new RequestRefusedException(
                WireError.Invalid("'max_tokens' must be an integer of at least 1.", "max_tokens", "invalid_value")
            );
    }
}
