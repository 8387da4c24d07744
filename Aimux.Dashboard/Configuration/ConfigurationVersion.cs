namespace Aimux.Dashboard.Configuration;

/// <summary>An earlier version of the configuration file that is kept beside it.</summary>
/// <param name="Id">Names it, for <see cref="ConfigurationChange.Restore"/>.</param>
/// <param name="ReplacedAt">When another one took its place.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ConfigurationVersion(string Id, DateTimeOffset ReplacedAt, long Bytes);
