using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Validation;

/// <summary>What came of reading a configuration file.</summary>
/// <param name="Options">What it says; <c>null</c> if there is an error.</param>
/// <param name="Document">The text with the place of each value; <c>null</c> if it is no TOON at all.</param>
/// <param name="Findings">Errors and warnings in the order of their lines.</param>
internal sealed record ConfigurationReading(
    AimuxOptions? Options,
    ToonDocument? Document,
    IReadOnlyList<ConfigurationFinding> Findings
)
{
    public bool HasErrors => Findings.Any(finding => finding.IsError);
}
