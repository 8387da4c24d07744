namespace Aimux.Dashboard.Configuration;

/// <summary>A provider as its row in the configuration file says; what is <c>null</c> its preset supplies.</summary>
/// <param name="Id">The operator's name of it.</param>
/// <param name="Preset">The preset; <c>null</c> for the one named like the row.</param>
/// <param name="BaseUrl">Where its API starts.</param>
/// <param name="Dialect"><c>openai</c> or <c>anthropic</c>.</param>
/// <param name="MessagesUrl">Where it speaks Anthropic Messages beside chat.</param>
/// <param name="Responses">Whether it speaks OpenAI Responses beside chat.</param>
/// <param name="Models">Its own names of its models; empty to ask it.</param>
/// <param name="Enabled">Whether it serves.</param>
/// <param name="ConnectTimeout">As written, such as <c>5s</c>.</param>
/// <param name="FirstEventTimeout">As written.</param>
/// <param name="AnswerTimeout">As written.</param>
/// <param name="IdleTimeout">As written.</param>
public sealed record ProviderRow(
    string Id,
    string? Preset = null,
    string? BaseUrl = null,
    string? Dialect = null,
    string? MessagesUrl = null,
    bool? Responses = null,
    ImmutableArray<string> Models = default,
    bool Enabled = true,
    string? ConnectTimeout = null,
    string? FirstEventTimeout = null,
    string? AnswerTimeout = null,
    string? IdleTimeout = null
);
