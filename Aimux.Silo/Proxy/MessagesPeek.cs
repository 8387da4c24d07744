using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>
/// What the messages of a request tell without being kept: where the first of the user ends, which names the
/// conversation, and whether and how large images are shown.
/// </summary>
internal ref struct MessagesPeek(ReadOnlySpan<byte> body)
{
    private const int BytesPerToken = 4;

    // Providers count an image by its size in pixels and a file by its pages, not in bytes: about this much.
    private const int TokensPerImage = 1_500;

    // Of a PDF with pictures; plain text in a file has more.
    private const int FileBytesPerToken = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private long _notText;
    private int _images;
    private long _fileTokens;

    public readonly bool ShowsImages => _images > 0;

    /// <summary>A hash of everything up to the end of the user's first message; 0 if there is none.</summary>
    public ulong Conversation { get; private set; }

    /// <summary>About how many tokens the prompt has; on the high side.</summary>
    public readonly int TokensOf(int bodyBytes) =>
        (int)
            Math.Min(
                int.MaxValue,
                (bodyBytes - _notText) / BytesPerToken + (long)_images * TokensPerImage + _fileTokens
            );

    /// <summary>Reads past the value of <c>messages</c>.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (ReadMessage(ref reader) && Conversation == 0)
            {
                Conversation = ConversationHash.Of(_body[start..(int)reader.BytesConsumed]);
            }
        }
    }

    /// <returns>Whether the user speaks.</returns>
    private bool ReadMessage(ref Utf8JsonReader reader)
    {
        var isUser = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("role"u8))
            {
                reader.Read();
                isUser = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("user"u8);
                reader.Skip();
            }
            else if (reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("output"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadPart(ref reader); // a screenshot
                }
                else
                {
                    ReadParts(ref reader);
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return isUser;
    }

    private void ReadParts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadPart(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadPart(ref Utf8JsonReader reader)
    {
        var (isDocument, shown, filed) = (false, 0L, 0L);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // OpenAI's name of what is shown, and Anthropic's, whose documents have it too; then OpenAI's files.
            var isImage = reader.ValueTextEquals("image_url"u8);
            var isSource = reader.ValueTextEquals("source"u8);
            var isFile = reader.ValueTextEquals("file_data"u8) || reader.ValueTextEquals("file"u8);
            var isType = reader.ValueTextEquals("type"u8);
            var isInner = reader.ValueTextEquals("content"u8);
            reader.Read();
            isDocument |= isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("document"u8);
            // A search result's source is the name of a place.
            isSource &= reader.TokenType == JsonTokenType.StartObject;
            if (isInner)
            {
                ReadParts(ref reader);
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var length = (int)reader.BytesConsumed - start;
            shown += isImage || isSource ? length : 0;
            filed += isFile || isSource && IsBase64(start, length) ? length : 0;
        }

        if (shown > 0 && !isDocument)
        {
            _images++;
            _notText += shown;
        }
        else if (filed > 0)
        {
            _fileTokens += Math.Max(TokensPerImage, filed / FileBytesPerToken);
            _notText += filed;
        }
    }

    private readonly bool IsBase64(int start, int length) => _body.Slice(start, length).IndexOf("\"base64\""u8) >= 0;
}
