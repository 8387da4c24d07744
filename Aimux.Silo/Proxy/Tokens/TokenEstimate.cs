using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace Aimux.Silo.Proxy.Tokens;

/// <summary>
/// About how many tokens an Anthropic request has, counted with OpenAI's o200k vocabulary. Every model family counts by
/// its own vocabulary, so this is an estimate for all of them.
/// </summary>
internal static class TokenEstimate
{
    private const int PerMessage = 4;

    // By size in pixels in truth; this is a usual one.
    private const int PerImage = 1_500;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };
    private static readonly Lazy<Tokenizer> Vocabulary = new(() => TiktokenTokenizer.CreateForModel("gpt-4o"));

    /// <param name="body">The request, a JSON object.</param>
    /// <exception cref="JsonException">It is broken JSON.</exception>
    public static int Of(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, Options);
        long tokens = 0;
        foreach (var field in document.RootElement.EnumerateObject())
        {
            tokens += field.Name switch
            {
                "system" => OfContent(field.Value),
                "messages" => OfMessages(field.Value),
                "tools" => Count(field.Value.GetRawText()),
                _ => 0,
            };
        }

        return (int)Math.Clamp(tokens, 1, int.MaxValue);
    }

    private static long OfMessages(JsonElement messages)
    {
        long tokens = 0;
        foreach (var message in Elements(messages))
        {
            tokens += PerMessage;
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content))
            {
                tokens += OfContent(content);
            }
        }

        return tokens;
    }

    private static long OfContent(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            return Count(Text(content));
        }

        long tokens = 0;
        foreach (var block in Elements(content))
        {
            tokens += block.ValueKind == JsonValueKind.Object ? OfBlock(block) : 0;
        }

        return tokens;
    }

    private static long OfBlock(JsonElement block)
    {
        long tokens = 0;
        foreach (var field in block.EnumerateObject())
        {
            tokens += field.Name switch
            {
                "text" or "thinking" or "name" or "title" when field.Value.ValueKind == JsonValueKind.String => Count(
                    Text(field.Value)
                ),
                "input" => Count(field.Value.GetRawText()),
                "content" => OfContent(field.Value),
                "source" => OfSource(field.Value),
                _ => 0,
            };
        }

        return tokens;
    }

    private static long OfSource(JsonElement source)
    {
        return
            source.ValueKind == JsonValueKind.Object
            && source.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String
            && type.ValueEquals("text")
            && source.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.String
            ? Count(Text(data))
            : PerImage;
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    /// <summary>A text with half a surrogate pair cannot be read; as it is written it is about as long.</summary>
    private static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText();
        }
    }

    private static int Count(string text) => Vocabulary.Value.CountTokens(text);
}
