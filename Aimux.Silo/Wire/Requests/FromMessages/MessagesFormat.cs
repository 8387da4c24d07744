using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>The schema of the answer: <c>output_config.format</c> as <c>response_format</c>.</summary>
internal static class MessagesFormat
{
    private static readonly FieldSet Fields = new(
        LostFromMessages.OutputConfigOthers,
        ["effort", "format"],
        LostFromMessages.TaskBudget
    );

    public static void Write(Node request, Draft draft)
    {
        var config = request.Field("output_config")?.Object();
        if (config is { } known)
        {
            Fields.Note(known, draft.Losses);
        }

        // Its name before output_config came.
        if ((config?.Field("format") ?? request.Field("output_format"))?.Object() is not { } format)
        {
            return;
        }

        var type = format.NeedText("type");
        if (!type.Is("json_schema"))
        {
            throw type.Wrong("json_schema");
        }

        draft.Json.WriteStartObject("response_format"u8);
        draft.Json.WriteString("type"u8, "json_schema"u8);
        draft.Json.WriteStartObject("json_schema"u8);

        // A name is required and has no meaning. Not "strict": it refuses schemas with optional fields, which are allowed here.
        draft.Json.WriteString("name"u8, "answer"u8);
        draft.Copy("schema", format.Need("schema", "a JSON schema").Object());
        draft.Json.WriteEndObject();
        draft.Json.WriteEndObject();
    }
}
