using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>The tools and which of them is to be called.</summary>
internal static class MessagesTools
{
    private static readonly FieldSet Fields = new(
        LostFromMessages.ToolOthers,
        ["type", "name", "description", "input_schema", "strict"],
        LostFromMessages.ToolCacheControl,
        LostFromMessages.DeferLoading,
        LostFromMessages.InputExamples,
        LostFromMessages.AllowedCallers,
        LostFromMessages.EagerInputStreaming
    );

    private static readonly FieldSet ChoiceFields = new(
        LostFromMessages.ToolChoiceOthers,
        ["type", "name", "disable_parallel_tool_use"]
    );

    public static void Write(Node request, Draft draft)
    {
        var tools = request.Field("tools")?.Items("an array of tools").Select(tool => tool.Object()).ToList() ?? [];
        var custom = tools.Where(IsCustom).ToList();
        if (custom.Count < tools.Count)
        {
            draft.Losses.Note(LostFromMessages.ServerTools);
        }

        if (custom.Count > 0)
        {
            draft.Json.WriteStartArray("tools"u8);
            foreach (var tool in custom)
            {
                WriteTool(tool, draft);
            }

            draft.Json.WriteEndArray();
        }

        if (request.Field("tool_choice")?.Object() is { } choice)
        {
            ChoiceFields.Note(choice, draft.Losses);
            WriteChoice(choice, custom, tools, draft);
        }
    }

    private static bool IsCustom(Node tool) => tool.Field("type") is not { } type || type.Text().Is("custom");

    private static void WriteTool(Node tool, Draft draft)
    {
        Fields.Note(tool, draft.Losses);
        draft.Json.WriteStartObject();
        draft.Json.WriteString("type"u8, "function"u8);
        draft.Json.WriteStartObject("function"u8);
        draft.Copy("name", tool.NeedText("name"));
        draft.Copy("description", tool.Field("description")?.Text());
        draft.Copy("parameters", tool.Need("input_schema", "a JSON schema").Object());
        draft.Copy("strict", tool.Field("strict"));
        draft.Json.WriteEndObject();
        draft.Json.WriteEndObject();
    }

    private static void WriteChoice(Node choice, List<Node> custom, List<Node> all, Draft draft)
    {
        var type = choice.NeedText("type");
        var word = type.Word();
        var name = word switch
        {
            "tool" => choice.NeedText("name"),
            "auto" or "any" or "none" => (Node?)null,
            _ => throw type.Wrong("auto, any, tool or none"),
        };

        // A choice among tools that stayed behind is none.
        if (custom.Count == 0 || (name is { } wanted && !Has(custom, wanted) && Has(all, wanted)))
        {
            if (word is "any" or "tool")
            {
                draft.Losses.Note(LostFromMessages.ToolChoice);
            }
        }
        else if (name is { } function)
        {
            draft.Json.WriteStartObject("tool_choice"u8);
            draft.Json.WriteString("type"u8, "function"u8);
            draft.Json.WriteStartObject("function"u8);
            draft.Copy("name", function);
            draft.Json.WriteEndObject();
            draft.Json.WriteEndObject();
        }
        else
        {
            draft.Json.WriteString("tool_choice"u8, word == "any" ? "required" : word);
        }

        if (choice.Flag("disable_parallel_tool_use") && custom.Count > 0)
        {
            draft.Json.WriteBoolean("parallel_tool_calls"u8, value: false);
        }
    }

    private static bool Has(List<Node> tools, Node name) =>
        tools.Any(tool =>
            tool.Field("name") is { Kind: System.Text.Json.JsonValueKind.String } known
            && known.Inner.SequenceEqual(name.Inner)
        );
}
