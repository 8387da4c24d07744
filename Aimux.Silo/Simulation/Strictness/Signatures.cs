using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Simulation.Strictness;

/// <summary>Signatures of thoughts: only one's own come back unrefused.</summary>
internal static class Signatures
{
    private const string Own = "simulated-thought:";

    public static string Make(string id) => Convert.ToBase64String(Encoding.ASCII.GetBytes(Own + id));

    /// <summary>Throws at the first thinking block that is not this provider's.</summary>
    public static void Check(JsonElement request)
    {
        if (!request.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (
                message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("content", out var content)
                && content.ValueKind == JsonValueKind.Array
            )
            {
                CheckBlocks(content, index);
            }

            index++;
        }
    }

    private static void CheckBlocks(JsonElement blocks, int message)
    {
        var index = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            if (
                block.ValueKind == JsonValueKind.Object
                && block.TryGetProperty("type", out var type)
                && type.ValueEquals("thinking"u8)
                && !IsOwn(block)
            )
            {
                throw new RequestRefusedException(
                    WireError.Invalid(
                        $"messages.{message}.content.{index}: Invalid `signature` in `thinking` block",
                        "messages"
                    )
                );
            }

            index++;
        }
    }

    private static bool IsOwn(JsonElement block)
    {
        var signature = block.TryGetProperty("signature", out var given) ? given.ToString() : "";
        return Base64.IsValid(signature)
            && Encoding.ASCII.GetString(Convert.FromBase64String(signature)).StartsWith(Own, StringComparison.Ordinal);
    }
}
