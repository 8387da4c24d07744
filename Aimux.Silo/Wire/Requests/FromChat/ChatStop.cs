using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>Where the answer is to stop.</summary>
internal static class ChatStop
{
    public static void Write(Node request, Draft draft)
    {
        if (request.Field("stop") is not { } stop)
        {
            return;
        }

        var all = stop.Kind == JsonValueKind.String ? [stop] : stop.Items("a string or an array of strings").ToList();

        // Messages refuse to stop at white space.
        var visible = all.Where(sequence => !JsonWords.IsBlank(sequence.Text().Inner)).ToList();
        if (visible.Count < all.Count)
        {
            draft.Losses.Note(LostFromChat.Stop);
        }

        if (visible.Count > 0)
        {
            draft.Json.WriteStartArray("stop_sequences"u8);
            foreach (var sequence in visible)
            {
                draft.Json.WriteRawValue(sequence.Raw, skipInputValidation: true);
            }

            draft.Json.WriteEndArray();
        }
    }
}
