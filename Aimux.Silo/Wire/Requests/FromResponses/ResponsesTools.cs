using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>The tools and which of them is to be called.</summary>
internal static class ResponsesTools
{
    private static readonly FieldSet Fields = new(
        LostFromResponses.ToolOthers,
        ["type", "name", "description", "parameters", "strict", "format"],
        LostFromResponses.DeferLoading
    );

    public static void Write(Node request, Draft draft)
    {
        var known = DeclaredTool.Of(request, draft.Losses);
        if (known.Count > 0)
        {
            draft.Json.WriteStartArray("tools"u8);
            foreach (var tool in known)
            {
                WriteTool(tool, draft);
            }

            draft.Json.WriteEndArray();
            if (request.Field("parallel_tool_calls") is not null)
            {
                draft.Json.WriteBoolean("parallel_tool_calls"u8, request.Flag("parallel_tool_calls"));
            }
        }

        if (request.Field("tool_choice") is { } choice)
        {
            WriteChoice(choice, known.Count > 0, draft);
        }
    }

    private static void WriteTool(DeclaredTool declared, Draft draft)
    {
        var tool = declared.Json;
        Fields.Note(tool, draft.Losses);
        draft.Json.WriteStartObject();
        draft.Json.WriteString("type"u8, "function"u8);
        draft.Json.WriteStartObject("function"u8);
        draft.Raw("name", ToolName.Of(declared.Space, tool.NeedText("name")));
        if (tool.NeedText("type").Is("custom"))
        {
            FreeformTool.Write(tool, "parameters", LostFromResponses.ToolFormat, draft);
        }
        else
        {
            draft.Copy("description", tool.Field("description")?.Text());
            draft.Copy("parameters", tool.Field("parameters")?.Object());
            draft.Copy("strict", tool.Field("strict"));
        }

        draft.Json.WriteEndObject();
        draft.Json.WriteEndObject();
    }

    private static void WriteChoice(Node choice, bool hasTools, Draft draft)
    {
        var mode = choice;
        if (choice.Kind != JsonValueKind.String)
        {
            var type = choice.Object().NeedText("type");
            if (type.Is("function") || type.Is("custom"))
            {
                WriteNamed(ToolName.Of(choice), hasTools, draft);
                return;
            }

            if (!type.Is("allowed_tools"))
            {
                // One of the provider's own tools, which stayed behind.
                draft.Losses.Note(LostFromResponses.ToolChoice);
                return;
            }

            draft.Losses.Note(LostFromResponses.AllowedTools);
            mode = choice.NeedText("mode");
        }

        if (mode.Word() is not ("auto" or "none" or "required"))
        {
            throw mode.Wrong("auto, none, required or an object");
        }

        if (hasTools)
        {
            draft.Copy("tool_choice", mode);
        }
        else if (mode.Is("required"))
        {
            draft.Losses.Note(LostFromResponses.ToolChoice);
        }
    }

    private static void WriteNamed(ReadOnlySpan<byte> name, bool hasTools, Draft draft)
    {
        if (!hasTools)
        {
            draft.Losses.Note(LostFromResponses.ToolChoice);
            return;
        }

        draft.Json.WriteStartObject("tool_choice"u8);
        draft.Json.WriteString("type"u8, "function"u8);
        draft.Json.WriteStartObject("function"u8);
        draft.Raw("name", name);
        draft.Json.WriteEndObject();
        draft.Json.WriteEndObject();
    }
}
