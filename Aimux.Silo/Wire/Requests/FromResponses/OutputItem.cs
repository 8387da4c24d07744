using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>What a tool said.</summary>
internal static class OutputItem
{
    private const string Expected = "a string or an array of parts";

    public static void Write(InputItem item, ChatTurns turns, Losses losses)
    {
        var call = CallId(item.Json);
        var text = turns.Scratch.Clear();
        turns.ToolResult(call.Raw, text, ReadOutput(item, text, turns.User, losses));
    }

    private static bool ReadOutput(InputItem item, JsonText text, ChatParts user, Losses losses)
    {
        // A patch that was applied may have nothing to say.
        var output =
            item.Type == "apply_patch_call_output" ? item.Json.Field("output") : item.Json.Need("output", Expected);
        if (output is not { } said)
        {
            return false;
        }

        if (said.Kind == JsonValueKind.String)
        {
            text.Add(said.Inner);
            return false;
        }

        if (item.Type is "function_call_output" or "custom_tool_call_output")
        {
            return InputPart.Read(said, user, text, losses);
        }

        // A shell tells what it wrote and how it ended as JSON, which a model reads as well.
        text.AddJson(said.Raw);
        return false;
    }

    /// <summary>The id of the call; the oldest of the built-in tools have it in <c>id</c>.</summary>
    public static Node CallId(Node item) =>
        item.Field("call_id")?.Text()
        ?? (item.Field("type")?.Is("local_shell_call_output") == true ? item.NeedText("id") : item.NeedText("call_id"));
}
