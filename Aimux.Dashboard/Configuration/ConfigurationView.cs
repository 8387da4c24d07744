namespace Aimux.Dashboard.Configuration;

/// <summary>The configuration at one moment.</summary>
/// <param name="File">Where the file is, or would be; <c>null</c> if none is followed.</param>
/// <param name="Version">SHA-256 of the file's bytes as they are now, lower-case hex; <c>null</c> without a file. A change names the version that it was made for.</param>
/// <param name="LoadedAt">When what is in force came into force.</param>
/// <param name="InForce">Whether the file as it is now is in force; if not, the findings tell why.</param>
/// <param name="Source">Where the providers in force come from.</param>
/// <param name="Providers">In the order of the file.</param>
/// <param name="Keys">In the order of the file.</param>
/// <param name="Routes">In the order of the file.</param>
/// <param name="Callers">In the order of the file.</param>
/// <param name="Findings">Mistakes and warnings about the file as it is now.</param>
/// <param name="Notices">What is left out of what is in force, and why.</param>
/// <param name="PendingRestart">Settings that come into force at the next start.</param>
public sealed record ConfigurationView(
    string? File,
    string? Version,
    DateTimeOffset LoadedAt,
    bool InForce,
    ProviderSource Source,
    ImmutableArray<ProviderRow> Providers,
    ImmutableArray<KeyRow> Keys,
    ImmutableArray<RouteRow> Routes,
    ImmutableArray<CallerRow> Callers,
    ImmutableArray<Finding> Findings,
    ImmutableArray<string> Notices,
    ImmutableArray<string> PendingRestart
);
