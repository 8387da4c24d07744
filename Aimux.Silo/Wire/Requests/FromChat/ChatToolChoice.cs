using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>Which tool is to be called.</summary>
internal static class ChatToolChoice
{
    public static bool IsForced(Node request) =>
        request.Field("tools") is { } tools
        && !tools.AsksNothing()
        && Read(request, losses: null).Type is "any" or "tool";

    /// <summary>Writes it if it says something; there must be tools.</summary>
    public static void Write(Node request, Draft draft)
    {
        var (type, name) = Read(request, draft.Losses);
        var oneByOne = request.Field("parallel_tool_calls") is not null && !request.Flag("parallel_tool_calls");
        if (type is null && !oneByOne)
        {
            return;
        }

        draft.Json.WriteStartObject("tool_choice"u8);
        draft.Json.WriteString("type"u8, type ?? "auto");
        draft.Copy("name", name);

        // Who calls nothing calls nothing in parallel, and saying so is refused.
        if (oneByOne && type != "none")
        {
            draft.Json.WriteBoolean("disable_parallel_tool_use"u8, value: true);
        }

        draft.Json.WriteEndObject();
    }

    private static (string? Type, Node? Name) Read(Node request, Losses? losses)
    {
        if (request.Field("tool_choice") is not { } choice)
        {
            return (null, null);
        }

        if (choice.Kind == JsonValueKind.String)
        {
            return (OfWord(choice), null);
        }

        var type = choice.Object().NeedText("type");
        switch (type.Word())
        {
            case "function" or "custom":
                return ("tool", choice.Need(type.Word(), "an object with a name").Object().NeedText("name"));
            case "allowed_tools":
                losses?.Note(LostFromChat.AllowedTools);
                return (OfWord(choice.Need("allowed_tools", "an object with a mode").Object().NeedText("mode")), null);
            default:
                throw type.Wrong("function, custom or allowed_tools");
        }
    }

    private static string OfWord(Node choice) =>
        choice.Word() switch
        {
            "auto" => "auto",
            "none" => "none",
            "required" => "any",
            _ => throw choice.Wrong("auto, none, required or an object"),
        };
}
