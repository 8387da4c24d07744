namespace Aimux.Grains.Interfaces.Limits;

/// <summary>One limit of a key's quota group as it stood at one moment.</summary>
/// <param name="Name">Tells it from the others, such as <c>requests a minute</c>.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Source">From where it is known.</param>
/// <param name="Limit">What it allows; <c>null</c> if only what is left was said.</param>
/// <param name="Remaining">What is left; below 0 is owed.</param>
/// <param name="WholeAt">When all of it is there again if nothing is used; <c>null</c> if that is not known or it is whole.</param>
/// <param name="EmptyAt">When it will be empty if it goes on being used as in the last minute; <c>null</c> if it will not.</param>
[GenerateSerializer, Immutable, Alias("aimux.BucketSnapshot")]
public sealed record BucketSnapshot(
    [property: Id(0)] string Name,
    [property: Id(1)] LimitUnit Unit,
    [property: Id(2)] BucketSource Source,
    [property: Id(3)] double? Limit,
    [property: Id(4)] double Remaining,
    [property: Id(5)] DateTimeOffset? WholeAt,
    [property: Id(6)] DateTimeOffset? EmptyAt
);
