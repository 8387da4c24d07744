using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Configuration.Live;

/// <summary>What came of the last look at the configuration file.</summary>
/// <param name="Running">The configuration in force.</param>
/// <param name="InForce">Whether that is what the file says; otherwise the findings tell why not.</param>
/// <param name="Findings">Mistakes and warnings.</param>
/// <param name="Notices">What the configuration in force leaves out, such as a key whose variable is not set, and why.</param>
/// <param name="PendingRestart">Settings of the file that come into force at the next start, such as <c>server.listen</c>.</param>
internal sealed record ConfigurationOutcome(
    LoadedConfiguration Running,
    bool InForce,
    IReadOnlyList<ConfigurationFinding> Findings,
    IReadOnlyList<string> Notices,
    IReadOnlyList<string> PendingRestart
);
