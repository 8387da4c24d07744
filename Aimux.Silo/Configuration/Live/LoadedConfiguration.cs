using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Live;

/// <summary>A configuration as it was put in force.</summary>
/// <param name="Options">What the file says, or the command line over it.</param>
/// <param name="Version">SHA-256 of the file's bytes, lower-case hex; <c>null</c> if there is no file.</param>
/// <param name="LoadedAt">When it was read.</param>
internal sealed record LoadedConfiguration(AimuxOptions Options, string? Version, DateTimeOffset LoadedAt);
