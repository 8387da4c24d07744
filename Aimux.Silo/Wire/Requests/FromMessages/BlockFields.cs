using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>The fields of content blocks, whatever their kind.</summary>
internal static class BlockFields
{
    private static readonly FieldSet Fields = new(
        LostFromMessages.BlockOthers,
        [
            "type",
            "text",
            "source",
            "title",
            "context",
            "content",
            "id",
            "name",
            "input",
            "tool_use_id",
            "tool_name",
            "is_error",
            "thinking",
            "signature",
            "data",
        ],
        LostFromMessages.BlockCacheControl,
        LostFromMessages.BlockCitations,
        LostFromMessages.BlockCaller
    );

    /// <summary>The block's kind, once what it cannot take along is noted.</summary>
    public static string Kind(Node block, Losses losses)
    {
        var type = block.Object().NeedText("type").Word();
        if (IsServerTool(type))
        {
            losses.Note(LostFromMessages.ServerToolUse);
        }
        else
        {
            Fields.Note(block, losses);
        }

        return type;
    }

    /// <summary>Whether a block tells of a tool that the provider itself ran, of which there are more every year.</summary>
    public static bool IsServerTool(string type) =>
        type is not ("tool_use" or "tool_result")
        && (
            type.EndsWith("_tool_use", StringComparison.Ordinal)
            || type.EndsWith("_tool_result", StringComparison.Ordinal)
        );
}
