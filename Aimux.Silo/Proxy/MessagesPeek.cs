using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>
/// What the messages of a request tell without being kept: where the first of the user ends, which names the
/// conversation, and whether and how large images are shown.
/// </summary>
internal ref struct MessagesPeek(ReadOnlySpan<byte> body)
{
    private const int BytesPerToken = 4;

    // Providers count an image by its size in pixels, not in bytes: about this much.
    private const int TokensPerImage = 1_500;

    private readonly ReadOnlySpan<byte> _body = body;
    private long _imageBytes;
    private int _images;

    public readonly bool ShowsImages => _images > 0;

    /// <summary>A hash of everything up to the end of the user's first message; 0 if there is none.</summary>
    public ulong Conversation { get; private set; }

    /// <summary>About how many tokens the prompt has; on the high side.</summary>
    public readonly int TokensOf(int bodyBytes) =>
        (int)Math.Min(int.MaxValue, (bodyBytes - _imageBytes) / BytesPerToken + (long)_images * TokensPerImage);

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
            else if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ReadParts(ref reader);
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
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isImage = reader.ValueTextEquals("image_url"u8);
            reader.Read();
            var start = reader.TokenStartIndex;
            reader.Skip();
            if (isImage)
            {
                _images++;
                _imageBytes += reader.BytesConsumed - start;
            }
        }
    }
}
