using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>
/// Temperature, or else <c>top_p</c>: models refuse both at once, and either beside thoughts.
/// </summary>
internal static class ChatSampling
{
    private const double HighestTemperature = 1;
    private const double LowestTopPBesideThoughts = 0.95;

    public static void Write(Node request, Draft draft)
    {
        var thinks = ChatOutput.Thinks(request);
        var hasTemperature = WriteTemperature(request, thinks, draft);
        if (request.Field("top_p") is not { } topP || topP.Value() >= 1)
        {
            return;
        }

        if (hasTemperature || (thinks && topP.Value() < LowestTopPBesideThoughts))
        {
            draft.Losses.Note(LostFromChat.TopP);
        }
        else
        {
            draft.Copy("top_p", topP);
        }
    }

    private static bool WriteTemperature(Node request, bool thinks, Draft draft)
    {
        if (request.Field("temperature") is not { } temperature)
        {
            return false;
        }

        var value = temperature.Value();
        if (value is < 0 or > HighestTemperature || (thinks && value < HighestTemperature))
        {
            draft.Losses.Note(LostFromChat.Temperature);
        }

        if (thinks)
        {
            return false;
        }

        if (value is < 0 or > HighestTemperature)
        {
            draft.Json.WriteNumber("temperature"u8, value < 0 ? 0 : 1);
        }
        else
        {
            draft.Copy("temperature", temperature);
        }

        return true;
    }
}
