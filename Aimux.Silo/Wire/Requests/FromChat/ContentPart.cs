using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>A part of a message as a content block.</summary>
internal static class ContentPart
{
    public static void Write(Node part, Utf8JsonWriter json, Draft draft)
    {
        json.WriteStartObject();
        if (ChatContent.TextOf(part) is { } text)
        {
            json.WriteString("type"u8, "text"u8);
            draft.Copy("text", text);
        }
        else
        {
            WriteFile(part, json, draft);
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Node part, Utf8JsonWriter json, Draft draft)
    {
        var type = part.NeedText("type");
        switch (type.Word())
        {
            case "image_url":
                json.WriteString("type"u8, "image"u8);
                WriteSource(ImageUrl(part, draft.Losses), json, draft);
                break;
            case "file":
                json.WriteString("type"u8, "document"u8);
                WriteDocument(part.Need("file", "an object with file_data").Object(), json, draft);
                break;
            default:
                throw type.Wrong("text, image_url or file", "Messages take no audio and nothing newer; send text.");
        }
    }

    // Some callers leave the object around the address out.
    private static Node ImageUrl(Node part, Losses losses)
    {
        var image = part.Need("image_url", "an object with a url");
        if (image.Kind == JsonValueKind.String)
        {
            return image;
        }

        if (image.Object().Field("detail") is { } detail && !detail.Is("auto"))
        {
            losses.Note(LostFromChat.ImageDetail);
        }

        return image.NeedText("url");
    }

    private static void WriteDocument(Node file, Utf8JsonWriter json, Draft draft)
    {
        if (file.Field("file_data")?.Text() is not { } data)
        {
            throw (file.Field("file_id") ?? file).Wrong(
                "file_data",
                "A stored file is known to one provider only; send the file itself."
            );
        }

        WriteSource(data, json, draft);
        if (file.Field("filename")?.Text() is { } name && !name.AsksNothing())
        {
            draft.Copy("title", name);
        }
    }

    private static void WriteSource(Node url, Utf8JsonWriter json, Draft draft)
    {
        json.WriteStartObject("source"u8);
        if (DataUri.IsAt(url))
        {
            WriteData(url, json, draft);
        }
        else if (DataUri.IsWebAddress(url))
        {
            json.WriteString("type"u8, "url"u8);
            draft.Copy("url", url);
        }
        else
        {
            throw new UntranslatableException(
                $"{url.Place} is neither a data URI nor an address; expected data:<media type>;base64,<data> or https://….",
                url.Place.ToString()
            );
        }

        json.WriteEndObject();
    }

    private static void WriteData(Node url, Utf8JsonWriter json, Draft draft)
    {
        var uri = DataUri.Of(url);

        // A document in base64 may only be a PDF; text stands as text.
        if (uri.IsText && uri.Text() is { } text)
        {
            json.WriteString("type"u8, "text"u8);
            json.WriteString("media_type"u8, "text/plain"u8);
            json.WriteString("data"u8, text);
        }
        else
        {
            json.WriteString("type"u8, "base64"u8);

            // A name that many use and Messages do not know.
            json.WriteString("media_type"u8, uri.MediaType == "image/jpg" ? "image/jpeg" : uri.MediaType);
            draft.Raw("data", new JsonText().Add(uri.Data).Close());
        }
    }
}
