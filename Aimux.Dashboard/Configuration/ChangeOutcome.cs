namespace Aimux.Dashboard.Configuration;

/// <summary>What became of a change.</summary>
/// <param name="Result">Whether it was made, and if not why.</param>
/// <param name="Version">The version of the file now; <c>null</c> if there is no file.</param>
/// <param name="Findings">Mistakes, if it was refused; warnings, if it was made.</param>
/// <param name="Token">The token of a caller that was added, shown this once.</param>
public sealed record ChangeOutcome(
    ChangeResult Result,
    string? Version,
    ImmutableArray<Finding> Findings,
    string? Token = null
)
{
    /// <summary>Whether the change was made, or would be.</summary>
    public bool IsMade => Result == ChangeResult.Made;

    /// <summary>Never the token.</summary>
    public override string ToString() => $"{Result}, version {Version}";
}
