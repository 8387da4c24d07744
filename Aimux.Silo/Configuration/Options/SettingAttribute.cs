namespace Aimux.Silo.Configuration.Options;

/// <summary>What people should know of a setting: its reference, its check and its messages are made of this.</summary>
/// <param name="description">One or two sentences, for the reference.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>Least and greatest value as people write them, with two dots between: <c>1..100</c>, <c>1s..1h</c>, <c>1 KiB..1 GiB</c>.</summary>
    public string? Range { get; init; }

    /// <summary>A value that a message and the reference may show.</summary>
    public string? Example { get; init; }

    /// <summary>Whether a row or the file must have it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a change waits for the next start.</summary>
    public bool NeedsRestart { get; init; }
}
