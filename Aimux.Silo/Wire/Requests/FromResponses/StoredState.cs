using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>What refers to state that only one provider keeps.</summary>
internal static class StoredState
{
    public static void Refuse(Node request)
    {
        const string whole = "Send the whole conversation in 'input'.";
        Refuse(request, "previous_response_id", whole);
        Refuse(request, "conversation", whole);
        Refuse(request, "prompt", "Send the prompt's text in 'instructions' or 'input'.");
        if (request.Flag("background"))
        {
            throw request.Field("background")!.Value.Wrong("false", "Ask for the answer at once, streamed or not.");
        }
    }

    private static void Refuse(Node request, string field, string advice)
    {
        if (request.Field(field) is { } state && !state.AsksNothing())
        {
            throw new UntranslatableException(
                $"{state.Place} refers to what one provider has stored; expected none, since this model's providers store nothing. {advice}",
                state.Place.ToString()
            );
        }
    }
}
