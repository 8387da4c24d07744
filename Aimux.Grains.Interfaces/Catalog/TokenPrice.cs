namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What a candidate costs, in dollars per million tokens.</summary>
/// <param name="Input">Tokens of the prompt; 0 or more.</param>
/// <param name="Output">Tokens of the answer; 0 or more.</param>
[GenerateSerializer, Immutable, Alias("aimux.TokenPrice")]
public sealed record TokenPrice([property: Id(0)] double Input, [property: Id(1)] double Output);
