using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>How hard the model is to think and what its answer is to look like.</summary>
internal static class ChatOutput
{
    public static void Write(Node request, Draft draft)
    {
        var effort = request.Field("reasoning_effort")?.Text();
        WriteThinking(request, effort, draft);
        var schema = SchemaOf(request, draft.Losses);
        var hasEffort = effort is { } said && !said.Is("none");
        if (!hasEffort && schema is null)
        {
            return;
        }

        draft.Json.WriteStartObject("output_config"u8);
        if (hasEffort)
        {
            WriteEffort(effort!.Value, draft);
        }

        if (schema is not null)
        {
            draft.Json.WriteStartObject("format"u8);
            draft.Json.WriteString("type"u8, "json_schema"u8);
            draft.Copy("schema", schema);
            draft.Json.WriteEndObject();
        }

        draft.Json.WriteEndObject();
    }

    /// <summary>Whether the model is asked to think. It cannot be where it is forced to call a tool.</summary>
    public static bool Thinks(Node request) =>
        request.Field("reasoning_effort") is { } effort && !effort.Is("none") && !ChatToolChoice.IsForced(request);

    /// <summary>
    /// Not a number of tokens: newer models refuse it, and older turns would need the thoughts that a chat does not keep.
    /// </summary>
    private static void WriteThinking(Node request, Node? effort, Draft draft)
    {
        if (Thinks(request) || effort?.Is("none") == true)
        {
            draft.Json.WriteStartObject("thinking"u8);
            draft.Json.WriteString("type"u8, Thinks(request) ? "adaptive"u8 : "disabled"u8);
            draft.Json.WriteEndObject();
        }
    }

    private static void WriteEffort(Node effort, Draft draft)
    {
        // The lowest that Messages know.
        if (effort.Is("minimal"))
        {
            draft.Losses.Note(LostFromChat.Effort);
            draft.Json.WriteString("effort"u8, "low"u8);
        }
        else
        {
            draft.Copy("effort", effort);
        }
    }

    private static Node? SchemaOf(Node request, Losses losses)
    {
        if (request.Field("response_format")?.Object() is not { } format)
        {
            return null;
        }

        var type = format.NeedText("type");
        switch (type.Word())
        {
            case "text":
                return null;
            case "json_object":
                losses.Note(LostFromChat.Format);
                return null;
            case "json_schema":
                var schema = format.Need("json_schema", "an object with a schema").Object();
                if (schema.Field("description") is not null)
                {
                    losses.Note(LostFromChat.FormatDescription);
                }

                return schema.Need("schema", "a JSON schema").Object();
            default:
                throw type.Wrong("text, json_object or json_schema");
        }
    }
}
