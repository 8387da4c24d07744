using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>A block of text, an image or a document, in a user's message or in a tool's result.</summary>
internal static class ContentBlock
{
    public static void Read(Node block, string kind, BlockTarget target, Losses losses)
    {
        switch (kind)
        {
            case "text":
                target.AddText(block.NeedText("text"));
                break;
            case "image":
                ReadImage(block, target);
                break;
            case "document":
                ReadDocument(block, target, losses);
                break;
            case "search_result":
                ReadSearchResult(block, target);
                break;
            case "tool_reference":
                losses.Note(LostFromMessages.ToolReference);
                break;
            default:
                throw block.NeedText("type").Wrong("text, image, document, search_result or tool_result");
        }
    }

    private static void ReadImage(Node block, BlockTarget target)
    {
        var source = block.Need("source", "an image source").Object();
        var type = source.NeedText("type");
        switch (type.Word())
        {
            case "base64":
                target.Turns.User.Image(DataUriOf(source, target), []);
                break;
            case "url":
                target.Turns.User.Image(source.NeedText("url").Raw, []);
                break;
            default:
                throw type.Wrong(
                    "base64 or url",
                    "A stored file is known to one provider only; send the image itself."
                );
        }
    }

    private static void ReadDocument(Node block, BlockTarget target, Losses losses)
    {
        var source = block.Need("source", "a document source").Object();
        var type = source.NeedText("type");
        switch (type.Word())
        {
            case "base64":
                if (block.Field("context") is { } context)
                {
                    target.AddText(context.Text());
                }

                var name = block.Field("title") is { } title ? title.Text().Raw : "\"document.pdf\""u8;
                target.Turns.User.File(name, DataUriOf(source, target));
                break;
            case "text":
                target.AddText(Headings(block, target, "title", "context"), source.NeedText("data").Inner);
                break;
            case "content":
                ReadParts(source.Need("content", "a string or an array of content blocks"), target, losses);
                break;
            default:
                throw type.Wrong(
                    "base64, text or content",
                    "Chat completions take no document by address; send the file itself."
                );
        }
    }

    private static void ReadParts(Node content, BlockTarget target, Losses losses)
    {
        if (content.Kind == JsonValueKind.String)
        {
            target.AddText(content);
            return;
        }

        foreach (var part in content.Items("a string or an array of content blocks"))
        {
            var kind = BlockFields.Kind(part, losses);

            // Documents do not nest.
            if (kind is not ("text" or "image"))
            {
                throw part.NeedText("type").Wrong("text or image");
            }

            Read(part, kind, target, losses);
        }
    }

    private static void ReadSearchResult(Node block, BlockTarget target)
    {
        var text = Headings(block, target, "title", "source");
        foreach (var part in block.Need("content", "an array of text blocks").Items("an array of text blocks"))
        {
            text.AddParagraph(part.Object().NeedText("text").Inner);
        }

        target.AddText(text, []);
    }

    private static JsonText Headings(Node block, BlockTarget target, params ReadOnlySpan<string> fields)
    {
        var text = target.Turns.Scratch.Clear();
        foreach (var field in fields)
        {
            if (block.Field(field)?.Text() is { } heading)
            {
                text.Add(text.IsEmpty ? [] : "\\n"u8).Add(heading.Inner);
            }
        }

        return text;
    }

    private static ReadOnlySpan<byte> DataUriOf(Node source, BlockTarget target) =>
        target
            .Turns.Scratch.Clear()
            .Add("data:"u8)
            .Add(source.NeedText("media_type").Inner)
            .Add(";base64,"u8)
            .Add(source.NeedText("data").Inner)
            .Close();
}
