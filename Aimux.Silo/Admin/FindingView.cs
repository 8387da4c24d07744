using Aimux.Silo.Configuration.Live;

namespace Aimux.Silo.Admin;

/// <summary>A mistake or a warning about the configuration file.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Line">1-based; 0 where it concerns the whole file.</param>
/// <param name="Column">1-based, in characters; 0 where it concerns the whole file.</param>
/// <param name="Path">Which setting, such as <c>keys[1].provider</c>.</param>
/// <param name="Message">What, expected, found, and what to do.</param>
internal sealed record FindingView(string Severity, int Line, int Column, string? Path, string Message)
{
    public static IReadOnlyList<FindingView> Of(ConfigurationOutcome outcome) =>
        [
            .. outcome.Findings.Select(finding => new FindingView(
                finding.IsError ? "error" : "warning",
                finding.Line,
                finding.Column,
                finding.Path,
                finding.Message
            )),
        ];
}
