using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>The tools and which of them is to be called.</summary>
internal static class ChatTools
{
    private static readonly FieldSet Fields = new(LostFromChat.ToolOthers, ["type", "function", "custom"]);

    private static readonly FieldSet FunctionFields = new(
        LostFromChat.ToolOthers,
        ["name", "description", "parameters", "strict", "format"]
    );

    public static void Write(Node request, Draft draft)
    {
        var tools = request.Field("tools")?.Items("an array of tools").ToList() ?? [];
        var known = tools.Where(tool => IsKnown(tool.Object())).ToList();
        if (known.Count < tools.Count)
        {
            draft.Losses.Note(LostFromChat.ToolType);
        }

        if (known.Count == 0)
        {
            if (ChatToolChoice.IsForced(request))
            {
                draft.Losses.Note(LostFromChat.ToolChoice);
            }

            return;
        }

        draft.Json.WriteStartArray("tools"u8);
        foreach (var tool in known)
        {
            WriteTool(tool, draft);
        }

        draft.Json.WriteEndArray();
        ChatToolChoice.Write(request, draft);
    }

    private static bool IsKnown(Node tool) =>
        tool.NeedText("type") is var type && (type.Is("function") || type.Is("custom"));

    private static void WriteTool(Node tool, Draft draft)
    {
        Fields.Note(tool, draft.Losses);
        var isCustom = tool.NeedText("type").Is("custom");
        var function = tool.Need(isCustom ? "custom" : "function", "an object with a name").Object();
        FunctionFields.Note(function, draft.Losses);
        draft.Json.WriteStartObject();
        draft.Copy("name", function.NeedText("name"));
        if (isCustom)
        {
            FreeformTool.Write(function, "input_schema", LostFromChat.ToolFormat, draft);
        }
        else
        {
            draft.Copy("description", function.Field("description")?.Text());
            WriteSchema(function, draft);
            draft.Copy("strict", function.Field("strict"));
        }

        draft.Json.WriteEndObject();
    }

    private static void WriteSchema(Node function, Draft draft)
    {
        if (function.Field("parameters")?.Object() is { } parameters && !parameters.AsksNothing())
        {
            draft.Copy("input_schema", parameters);
        }
        else
        {
            // A function without parameters has no schema in a chat; here one is required.
            draft.Raw("input_schema", "{\"type\":\"object\",\"properties\":{}}"u8);
        }
    }
}
