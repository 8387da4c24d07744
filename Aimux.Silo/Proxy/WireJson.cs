using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aimux.Silo.Proxy;

/// <summary>The few shapes that Aimux itself writes to callers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ErrorEvent))]
[JsonSerializable(typeof(AnthropicErrorAnswer))]
[JsonSerializable(typeof(AnthropicModelList))]
[JsonSerializable(typeof(AnthropicModelEntry))]
[JsonSerializable(typeof(TokenCount))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelEntry))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>For people too: quotes and letters stay as they are. The answers are JSON, never part of a page.</summary>
    public static WireJson Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            }
        );
}

/// <summary>OpenAI's shape of an error.</summary>
internal sealed record ErrorAnswer(ErrorDetail Error);

/// <param name="Message">For people.</param>
/// <param name="Type">The class of error.</param>
/// <param name="Param">The parameter at fault.</param>
/// <param name="Code">The error itself, for programs.</param>
internal sealed record ErrorDetail(string Message, string Type, string? Param, string? Code);

/// <summary>An error as an event of a Responses stream.</summary>
internal sealed record ErrorEvent(string Type, string Code, string Message, string? Param, int SequenceNumber);

/// <summary>Anthropic's shape of an error.</summary>
internal sealed record AnthropicErrorAnswer(
    string Type,
    AnthropicErrorDetail Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestId
);

/// <param name="Type">The class of error.</param>
/// <param name="Message">For people.</param>
internal sealed record AnthropicErrorDetail(string Type, string Message);

/// <summary>Anthropic's list of models, whole.</summary>
internal sealed record AnthropicModelList(
    IReadOnlyList<AnthropicModelEntry> Data,
    bool HasMore,
    string? FirstId,
    string? LastId
);

/// <param name="Type">Always <c>model</c>.</param>
/// <param name="Id">The name to ask for.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="CreatedAt">When the catalog last changed.</param>
internal sealed record AnthropicModelEntry(string Type, string Id, string DisplayName, DateTimeOffset CreatedAt);

/// <param name="InputTokens">Tokens of the prompt.</param>
internal sealed record TokenCount(int InputTokens);

/// <summary>OpenAI's list of models.</summary>
internal sealed record ModelList(string Object, IReadOnlyList<ModelEntry> Data);

/// <param name="Id">The name to ask for.</param>
/// <param name="Object">Always <c>model</c>.</param>
/// <param name="Created">When the catalog last changed, seconds since 1970.</param>
/// <param name="OwnedBy">The provider, or <c>aimux</c> if several serve it.</param>
internal sealed record ModelEntry(string Id, string Object, long Created, string OwnedBy);

/// <param name="Status"><c>ok</c>, or why not.</param>
internal sealed record HealthAnswer(string Status);
