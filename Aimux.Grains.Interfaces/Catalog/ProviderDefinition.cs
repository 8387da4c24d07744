using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>A configured upstream service.</summary>
/// <param name="Id">Unique in the catalog: lower-case letters, digits and dashes.</param>
/// <param name="Dialect">What it speaks at its base URL.</param>
/// <param name="BaseUrl">Where its API starts, without a trailing slash, such as <c>https://api.example.com/v1</c>.</param>
/// <param name="Keys">Its keys, in the order of the configuration.</param>
/// <param name="Models">Its own names of the models that it serves; empty as long as they are not known.</param>
/// <param name="Timeouts">How long to wait for it.</param>
/// <param name="Vendor">Whose quirks it has: the name of a preset; empty if that is not known.</param>
/// <param name="Simulated">Whether its answers are made up on this machine.</param>
/// <param name="MessagesUrl">Where Anthropic Messages start that it speaks beside chat, such as <c>https://api.example.com/anthropic/v1</c>; empty if it does not.</param>
/// <param name="Quirks">What the operator wants done with fields of its requests; may be default.</param>
/// <param name="Responses">Whether it speaks OpenAI Responses beside chat.</param>
[GenerateSerializer, Immutable, Alias("aimux.ProviderDefinition")]
public sealed record ProviderDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] Dialect Dialect,
    [property: Id(2)] string BaseUrl,
    [property: Id(3)] ImmutableArray<KeyDefinition> Keys,
    [property: Id(4)] ImmutableArray<string> Models,
    [property: Id(5)] ProviderTimeouts Timeouts,
    [property: Id(6)] bool Simulated = false,
    [property: Id(7)] string Vendor = "",
    [property: Id(8)] string MessagesUrl = "",
    [property: Id(9)] bool Responses = false,
    [property: Id(10)] ImmutableArray<BodyQuirk> Quirks = default
);
