using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>How hard the model is to think and what its answer is to look like.</summary>
internal static class ResponsesOutput
{
    private static readonly FieldSet ReasoningFields = new(
        LostFromResponses.ReasoningOthers,
        ["effort"],
        LostFromResponses.ReasoningSummary,
        LostFromResponses.ReasoningGenerateSummary
    );

    private static readonly FieldSet TextFields = new(LostFromResponses.TextOthers, ["format", "verbosity"]);

    public static void Write(Node request, Draft draft)
    {
        if (request.Field("reasoning")?.Object() is { } reasoning)
        {
            ReasoningFields.Note(reasoning, draft.Losses);
            draft.Copy("reasoning_effort", reasoning.Field("effort")?.Text());
        }

        if (request.Field("text")?.Object() is { } text)
        {
            TextFields.Note(text, draft.Losses);
            draft.Copy("verbosity", text.Field("verbosity")?.Text());
            WriteFormat(text, draft);
        }
    }

    private static void WriteFormat(Node text, Draft draft)
    {
        if (text.Field("format")?.Object() is not { } format)
        {
            return;
        }

        var type = format.NeedText("type");
        switch (type.Word())
        {
            case "text":
                break;
            case "json_object":
                draft.Copy("response_format", format);
                break;
            case "json_schema":
                draft.Json.WriteStartObject("response_format"u8);
                draft.Json.WriteString("type"u8, "json_schema"u8);
                draft.Json.WriteStartObject("json_schema"u8);
                draft.Copy("name", format.NeedText("name"));
                draft.Copy("description", format.Field("description")?.Text());
                draft.Copy("schema", format.Need("schema", "a JSON schema").Object());
                draft.Copy("strict", format.Field("strict"));
                draft.Json.WriteEndObject();
                draft.Json.WriteEndObject();
                break;
            default:
                throw type.Wrong("text, json_object or json_schema");
        }
    }
}
