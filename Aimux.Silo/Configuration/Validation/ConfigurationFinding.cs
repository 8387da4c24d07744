namespace Aimux.Silo.Configuration.Validation;

/// <summary>One mistake, or one warning, about a configuration file.</summary>
/// <param name="IsError">Whether the file cannot be used.</param>
/// <param name="File">The file as its user named it.</param>
/// <param name="Line">1-based; 0 where it concerns the whole file.</param>
/// <param name="Column">1-based, in characters; 0 where it concerns the whole file.</param>
/// <param name="Path">Which setting, such as <c>keys[1].provider</c>; null where there is none.</param>
/// <param name="Message">What, expected, found, and what to do. Never a secret.</param>
internal sealed record ConfigurationFinding(
    bool IsError,
    string File,
    int Line,
    int Column,
    string? Path,
    string Message
)
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString()
    {
        var kind = IsError ? "" : "warning: ";
        return Line == 0 ? $"{File}: {kind}{Message}" : $"{File}:{Line}:{Column}: {kind}{Message}";
    }
}
