using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>The parts of a message or of a tool's output.</summary>
internal static class InputPart
{
    private const string Expected = "a string or an array of parts";

    private static readonly FieldSet Fields = new(
        LostFromResponses.PartOthers,
        [
            "type",
            "text",
            "refusal",
            "image_url",
            "detail",
            "file_id",
            "file_url",
            "file_data",
            "filename",
            "input_audio",
        ],
        LostFromResponses.Annotations,
        LostFromResponses.Logprobs
    );

    /// <summary>Adds texts, and nothing else is allowed, as paragraphs.</summary>
    public static JsonText Texts(Node content, JsonText text, Losses losses)
    {
        if (content.Kind == JsonValueKind.String)
        {
            return text.AddParagraph(content.Inner);
        }

        foreach (var part in content.Items(Expected))
        {
            Fields.Note(part.Object(), losses);
            text.AddParagraph(TextOf(part) is { } said ? said.Inner : throw part.NeedText("type").Wrong("text"));
        }

        return text;
    }

    /// <summary>Adds parts to what the user says.</summary>
    /// <param name="content">The list of parts.</param>
    /// <param name="user">Gets the files, and the texts too unless they go elsewhere.</param>
    /// <param name="text">Gets the texts of a tool's output.</param>
    /// <param name="losses">What stays behind.</param>
    /// <returns>Whether there were files.</returns>
    public static bool Read(Node content, ChatParts user, JsonText? text, Losses losses)
    {
        var hasFiles = false;
        foreach (var part in content.Items(Expected))
        {
            Fields.Note(part.Object(), losses);
            if (TextOf(part) is not { } said)
            {
                hasFiles = true;
                ReadFile(part, user);
            }
            else if (text is null)
            {
                user.Text(said.Raw);
            }
            else
            {
                text.AddParagraph(said.Inner);
            }
        }

        return hasFiles;
    }

    private static Node? TextOf(Node part) =>
        part.NeedText("type").Word() switch
        {
            "input_text" or "output_text" or "text" => part.NeedText("text"),
            "refusal" => part.NeedText("refusal"),
            _ => null,
        };

    private static void ReadFile(Node part, ChatParts user)
    {
        var type = part.NeedText("type");
        switch (type.Word())
        {
            case "input_image":
                var url = Given(part, "image_url");
                user.Image(url.Raw, part.Field("detail") is { } detail ? detail.Text().Raw : []);
                break;
            case "input_file":
                var data = Given(part, "file_data");
                user.File(part.Field("filename") is { } name ? name.Text().Raw : "\"document.pdf\""u8, data.Raw);
                break;
            case "input_audio":
                user.Audio(part.Need("input_audio", "an object with data and format").Object().Raw);
                break;
            default:
                throw type.Wrong("input_text, input_image, input_file, input_audio, output_text or refusal");
        }
    }

    private static Node Given(Node part, string field) =>
        part.Field(field)?.Text()
        ?? throw (part.Field("file_id") ?? part.Field("file_url") ?? part).Wrong(
            field,
            "A stored or linked file is out of a chat's reach; send the file itself."
        );
}
