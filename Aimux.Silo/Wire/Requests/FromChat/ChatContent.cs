using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>The content of a message: a string, or parts. Texts without a letter are left out, since they are refused.</summary>
internal static class ChatContent
{
    private static readonly FieldSet Fields = new(
        LostFromChat.PartOthers,
        ["type", "text", "refusal", "image_url", "file", "input_audio"]
    );

    /// <summary>Its parts; a string is itself one.</summary>
    public static IEnumerable<Node> Parts(Node message, Losses losses)
    {
        if (message.Field("content") is not { } content)
        {
            return [];
        }

        return content.Kind == JsonValueKind.String
            ? IsBlank(content)
                ? []
                : [content]
            : content.Items("a string or an array of parts").Where(part => !IsBlankPart(part, losses));
    }

    /// <summary>Its texts, and nothing else is allowed.</summary>
    public static IEnumerable<Node> Texts(Node message, Losses losses) =>
        Parts(message, losses).Select(part => TextOf(part) ?? throw part.NeedText("type").Wrong("text"));

    /// <summary>The text that a part is; <c>null</c> if it is none.</summary>
    public static Node? TextOf(Node part)
    {
        if (part.Kind == JsonValueKind.String)
        {
            return part;
        }

        var type = part.NeedText("type");
        return type.Is("text") ? part.NeedText("text")
            : type.Is("refusal") ? part.NeedText("refusal")
            : null;
    }

    public static bool IsBlank(Node text) => JsonWords.IsBlank(text.Inner);

    private static bool IsBlankPart(Node part, Losses losses)
    {
        Fields.Note(part.Object(), losses);
        return TextOf(part) is { } text && IsBlank(text);
    }
}
