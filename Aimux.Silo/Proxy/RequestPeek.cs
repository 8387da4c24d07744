using System.Text.Json;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Operations;

namespace Aimux.Silo.Proxy;

/// <summary>
/// The few facts about a request that routing needs, read in one pass that builds no tree. The whole body is
/// checked to be one JSON object, so that no provider is bothered with less.
/// </summary>
/// <param name="Model">The model as the caller named it.</param>
/// <param name="ModelValue">Where that value stands in the body, quotes included.</param>
/// <param name="Streaming">Whether <c>stream</c> is true.</param>
/// <param name="InputTokens">About how long the prompt is, tokens; on the high side.</param>
/// <param name="OutputTokens">The caller's bound of the answer, tokens; <c>null</c> if it set none.</param>
/// <param name="Needs">What it asks of a model.</param>
/// <param name="Conversation">A hash that the requests of one conversation share; 0 if nothing tells.</param>
internal sealed record RequestPeek(
    string Model,
    Range ModelValue,
    bool Streaming,
    int InputTokens,
    int? OutputTokens,
    RequestNeeds Needs,
    ulong Conversation
)
{
    /// <summary>Longer names are no names.</summary>
    public const int MaxModelBytes = 512;

    // What an answer is assumed to take when the caller sets no bound.
    private const int UsualOutputTokens = 1_024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>What is asked for.</summary>
    public Operation Operation { get; init; } = Operation.Chat;

    /// <summary>The request's own id.</summary>
    public string Id { get; init; } = "";

    /// <summary>A hash of the id of the Responses object that it goes on from; 0 if it stands alone.</summary>
    public ulong GoesOnFrom { get; init; }

    /// <summary>Whether a Responses object is asked for that is fetched later.</summary>
    public bool IsBackground { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether it is a form with files instead of JSON.</summary>
    public bool IsForm { get; init; }

    /// <summary>Whether the caller of a chat stream asks for an event that counts the tokens.</summary>
    public bool AsksForUsage { get; init; }

    /// <summary>About how many tokens the request will cost, prompt and answer; on the high side.</summary>
    public int EstimatedTokens => (int)Math.Min(int.MaxValue, (long)InputTokens + (OutputTokens ?? UsualOutputTokens));

    /// <exception cref="InvalidRequestException">The body is no request; the message is for the caller.</exception>
    public static RequestPeek Read(ReadOnlySpan<byte> body, Operation? operation = null)
    {
        try
        {
            var peek = Scan(body);
            return operation is null || operation == Operation.Chat
                ? peek
                : peek with
                {
                    Operation = operation,
                    Needs = peek.Needs | operation.Needs,
                    OutputTokens = operation.HasAnswer ? peek.OutputTokens : 0,
                };
        }
        catch (JsonException mistake)
        {
            var place = $"line {mistake.LineNumber + 1}, byte {mistake.BytePositionInLine + 1}";
            throw new InvalidRequestException($"The request body is not valid JSON ({place}): {Reason(mistake)}");
        }
        catch (InvalidOperationException)
        {
            // The reader checks escapes only where a name or text is looked at.
            throw new InvalidRequestException("The request body is not valid JSON: it escapes half a surrogate pair.");
        }
    }

    private static RequestPeek Scan(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidRequestException("The request body must be a JSON object.");
        }

        string? model = null;
        Range place = default;
        var streaming = false;
        int? outputTokens = null;
        var needs = RequestNeeds.None;
        var messages = new MessagesPeek(body);
        var hint = 0ul;
        var goesOnFrom = 0ul;
        var background = false;
        var usage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
            {
                // Two parsers may read a doubled name differently: Aimux must route what the provider will serve.
                if (model is not null)
                {
                    throw new InvalidRequestException("The parameter 'model' is given twice.", "model");
                }

                reader.Read();
                model = ReadModel(ref reader);
                place = (int)reader.TokenStartIndex..(int)reader.BytesConsumed;
            }
            else if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                streaming = ReadStream(ref reader);
            }
            else if (
                reader.ValueTextEquals("max_completion_tokens"u8)
                || reader.ValueTextEquals("max_tokens"u8)
                || reader.ValueTextEquals("max_output_tokens"u8)
            )
            {
                reader.Read();
                outputTokens = Largest(outputTokens, ref reader);
            }
            else if (reader.ValueTextEquals("stream_options"u8))
            {
                reader.Read();
                usage = AsksFor(ref reader);
            }
            else if (reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("input"u8))
            {
                reader.Read();
                messages.Read(ref reader);
            }
            else if (reader.ValueTextEquals("tools"u8) || reader.ValueTextEquals("functions"u8))
            {
                reader.Read();
                needs |= IsFilledArray(ref reader) ? RequestNeeds.Tools : RequestNeeds.None;
            }
            else if (ReasoningField.Is(ref reader))
            {
                reader.Read();
                needs |= ReasoningField.Asks(ref reader) ? RequestNeeds.Reasoning : RequestNeeds.None;
            }
            else if (reader.ValueTextEquals("background"u8))
            {
                reader.Read();
                background |= reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("previous_response_id"u8))
            {
                reader.Read();
                goesOnFrom = reader.TokenType == JsonTokenType.String ? ConversationHash.Of(reader.ValueSpan) : 0;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("prompt_cache_key"u8))
            {
                reader.Read();
                hint = reader.TokenType == JsonTokenType.String ? ConversationHash.Of(reader.ValueSpan) : hint;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        // Whatever follows the object is a mistake that only a further read finds.
        reader.Read();
        return model is null
            ? throw new InvalidRequestException("The parameter 'model' is required.", "model")
            : new RequestPeek(
                model,
                place,
                streaming,
                messages.TokensOf(body.Length),
                outputTokens,
                needs | (messages.ShowsImages ? RequestNeeds.Vision : RequestNeeds.None),
                goesOnFrom != 0 ? goesOnFrom
                    : hint != 0 ? hint
                    : messages.Conversation
            )
            {
                GoesOnFrom = goesOnFrom,
                IsBackground = background,
                AsksForUsage = usage,
            };
    }

    private static bool AsksFor(ref Utf8JsonReader reader)
    {
        var asks = false;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return asks;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("include_usage"u8);
            reader.Read();
            asks |= isIt && reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }

        return asks;
    }

    private static bool IsFilledArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        return count > 0;
    }

    private static string ReadModel(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            var found = JsonNames.Of(reader.TokenType);
            throw new InvalidRequestException($"The parameter 'model' must be a string, not {found}.", "model");
        }

        if (reader.ValueSpan.Length is 0 or > MaxModelBytes)
        {
            var length = $"1 to {MaxModelBytes} bytes long, not {reader.ValueSpan.Length}";
            throw new InvalidRequestException($"The parameter 'model' must be {length}.", "model");
        }

        try
        {
            var model = reader.GetString()!;
            return model.Any(char.IsControl)
                ? throw new InvalidRequestException("The parameter 'model' must not hold control characters.", "model")
                : model;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidRequestException("The parameter 'model' is not valid UTF-8.", "model");
        }
    }

    private static bool ReadStream(ref Utf8JsonReader reader)
    {
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new InvalidRequestException(
                $"The parameter 'stream' must be true or false, not {JsonNames.Of(reader.TokenType)}.",
                "stream"
            ),
        };
    }

    // A value that is no count is the provider's to refuse: this is only an estimate.
    private static int? Largest(int? known, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count >= 0)
        {
            return Math.Max(known ?? 0, count);
        }

        reader.Skip();
        return known;
    }

    // The parser appends the place a second time.
    private static string Reason(JsonException mistake)
    {
        var end = mistake.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? mistake.Message : mistake.Message[..end];
    }
}
