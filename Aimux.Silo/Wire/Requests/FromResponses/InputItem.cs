using System.Runtime.InteropServices;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>An item of the input.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InputItem(ItemKind Kind, string Type, Node Json)
{
    private static readonly FieldSet Fields = new(
        LostFromResponses.ItemOthers,
        [
            "type",
            "id",
            "status",
            "role",
            "content",
            "phase",
            "call_id",
            "name",
            "namespace",
            "arguments",
            "input",
            "output",
            "action",
            "operation",
            "summary",
            "encrypted_content",
            "max_output_length",
        ]
    );

    public static InputItem Read(Node item, Losses losses)
    {
        // A message needs no type.
        var type = item.Object().Field("type");
        var word = type?.Word() ?? "message";
        var kind = KindOf(word, item, type);
        if (kind == ItemKind.Lost)
        {
            losses.Note(LostFromResponses.ServerToolCall);
        }
        else if (kind != ItemKind.Tools)
        {
            Fields.Note(item, losses);
        }

        return new InputItem(kind, word, item);
    }

    /// <summary>Whether items of the type declare tools as the request itself does.</summary>
    public static bool BringsTools(Node type) => type.Is("additional_tools") || type.Is("tool_search_output");

    private static ItemKind KindOf(string word, Node item, Node? type)
    {
        switch (word)
        {
            case "message":
                return item.NeedText("role").Is("assistant") ? ItemKind.Assistant : ItemKind.Message;
            case "reasoning":
            case "function_call":
            case "custom_tool_call":
            case "local_shell_call":
            case "shell_call":
            case "apply_patch_call":
                return ItemKind.Assistant;
            case "function_call_output":
            case "custom_tool_call_output":
            case "local_shell_call_output":
            case "shell_call_output":
            case "apply_patch_call_output":
                return ItemKind.Output;
            case "additional_tools":
            case "tool_search_output":
                return ItemKind.Tools;
            case "item_reference":
                throw type!.Value.Wrong("the item itself", "A stored item is known to one provider only.");
            default:
                return IsServerTool(word)
                    ? ItemKind.Lost
                    : throw type!.Value.Wrong(
                        "message, reasoning, function_call, function_call_output or a like item",
                        "Leave it out or say it in a message."
                    );
        }
    }

    /// <summary>Whether an item tells of a tool that the provider itself ran, of which there are more every year.</summary>
    private static bool IsServerTool(string word) =>
        word.EndsWith("_call", StringComparison.Ordinal)
        || word.EndsWith("_call_output", StringComparison.Ordinal)
        || word.StartsWith("mcp_", StringComparison.Ordinal);
}
