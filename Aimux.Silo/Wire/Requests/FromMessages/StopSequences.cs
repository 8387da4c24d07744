using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>Where the answer is to stop.</summary>
internal static class StopSequences
{
    // Chat completions take no more.
    private const int Most = 4;

    public static void Write(Node request, Draft draft)
    {
        var sequences = request.Field("stop_sequences")?.Items("an array of strings").ToList() ?? [];
        if (sequences.Count == 0)
        {
            return;
        }

        if (sequences.Count > Most)
        {
            draft.Losses.Note(LostFromMessages.StopSequences);
        }

        draft.Json.WriteStartArray("stop"u8);
        foreach (var sequence in sequences.Take(Most))
        {
            draft.Json.WriteRawValue(sequence.Text().Raw, skipInputValidation: true);
        }

        draft.Json.WriteEndArray();
    }
}
