using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>
/// An assistant's message as content blocks. Its thoughts stay behind: a thought must bear its provider's signature,
/// and none is ever made up.
/// </summary>
internal static class AssistantMessage
{
    // Leaves room for what stands around them.
    private const int MaxDepth = 500;

    public static void Write(Node message, TurnWriter turns, Draft draft)
    {
        if (message.Field("function_call") is { } old)
        {
            throw old.Wrong("tool_calls instead", "Functions were replaced by tools, whose calls have ids.");
        }

        foreach (var part in ChatContent.Texts(message, draft.Losses))
        {
            turns.In("assistant");
            turns.Text(part.Raw);
        }

        if (message.Field("refusal")?.Text() is { } refusal && !ChatContent.IsBlank(refusal))
        {
            turns.In("assistant");
            turns.Text(refusal.Raw);
        }

        foreach (var call in message.Field("tool_calls")?.Items("an array of tool calls") ?? [])
        {
            WriteCall(call.Object(), turns.In("assistant"), draft);
        }
    }

    private static void WriteCall(Node call, Utf8JsonWriter json, Draft draft)
    {
        var custom = call.Field("custom")?.Object();
        var function = custom ?? call.Need("function", "an object with a name and arguments").Object();
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_use"u8);
        ToolId.Write("id", call.NeedText("id"), draft);
        draft.Copy("name", function.NeedText("name"));
        if (custom is { } freeform)
        {
            json.WriteStartObject("input"u8);
            draft.Copy("input", freeform.NeedText("input"));
            json.WriteEndObject();
        }
        else
        {
            WriteArguments(function.Field("arguments")?.Text(), draft);
        }

        json.WriteEndObject();
    }

    private static void WriteArguments(Node? arguments, Draft draft)
    {
        if (arguments is not { } text || JsonWords.IsBlank(text.Inner))
        {
            draft.Raw("input", "{}"u8);
        }
        else if (JsonWords.TryDecode(text.Inner) is { } json && IsObject(json))
        {
            draft.Json.WritePropertyName("input"u8);
            draft.Json.WriteRawValue(json, skipInputValidation: true);
        }
        else
        {
            // A model wrote it and may read what it wrote; that it was broken must not end the conversation.
            draft.Losses.Note(LostFromChat.Arguments);
            draft.Json.WriteStartObject("input"u8);
            draft.Copy("arguments", text);
            draft.Json.WriteEndObject();
        }
    }

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
