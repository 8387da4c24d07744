namespace Aimux.Silo.Admin;

/// <summary>Which configuration is in force.</summary>
/// <param name="File">Where the file is, or would be.</param>
/// <param name="Version">SHA-256 of the bytes in force, lower-case hex; <c>null</c> without a file.</param>
/// <param name="LoadedAt">When they came into force.</param>
/// <param name="InForce">Whether the file as it is now is in force; if not, the findings tell why.</param>
/// <param name="Findings">Mistakes and warnings about the file as it is now.</param>
/// <param name="Notices">What is left out of what is in force, and why.</param>
/// <param name="PendingRestart">Settings that come into force at the next start.</param>
internal sealed record ConfigurationStatus(
    string? File,
    string? Version,
    DateTimeOffset LoadedAt,
    bool InForce,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<string> Notices,
    IReadOnlyList<string> PendingRestart
);
