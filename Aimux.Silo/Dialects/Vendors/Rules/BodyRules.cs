namespace Aimux.Silo.Dialects.Vendors.Rules;

/// <summary>What is changed in the requests of one protocol. Rules are followed in their order.</summary>
internal sealed record BodyRules
{
    /// <summary>No change at all.</summary>
    public static BodyRules None { get; } = new();

    /// <summary>Of the request itself.</summary>
    public BodyRule[] Body { get; init; } = [];

    /// <summary>Of each of its messages.</summary>
    public BodyRule[] Messages { get; init; } = [];

    public bool IsEmpty => Body.Length == 0 && Messages.Length == 0;

    /// <summary>These rules, then others: where both drop or rename a field, the first to do so has done it.</summary>
    public BodyRules Then(BodyRules others) =>
        new() { Body = [.. Body, .. others.Body], Messages = [.. Messages, .. others.Messages] };
}
