namespace Aimux.Grains.Interfaces.Routing;

/// <summary>What a score is made of, so that it can be explained. Times in ms.</summary>
/// <param name="FirstTokenMs">Predicted time to the first token at the usual load; 0 if nothing is known.</param>
/// <param name="LoadFactor">By how much the load at the provider makes that longer; at least 1.</param>
/// <param name="AnswerMs">Predicted time from the first to the last token.</param>
/// <param name="ColdMs">What the conversation would wait longer because its prompt is cached elsewhere.</param>
/// <param name="Price">What the request should cost, dollars; <c>null</c> if not known.</param>
/// <param name="Warm">Whether the conversation's prompt should be cached there.</param>
/// <param name="Ramp">The share of requests that may go there first, while it recovers; 1 if all.</param>
[GenerateSerializer, Immutable, Alias("aimux.ScoreParts")]
public sealed record ScoreParts(
    [property: Id(0)] double FirstTokenMs,
    [property: Id(1)] double LoadFactor,
    [property: Id(2)] double AnswerMs,
    [property: Id(3)] double ColdMs,
    [property: Id(4)] double? Price,
    [property: Id(5)] bool Warm,
    [property: Id(6)] double Ramp
);
