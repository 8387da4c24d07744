namespace Aimux.Silo.Admin;

/// <summary>Why a file was not taken over (RFC 9457), with its mistakes.</summary>
internal sealed record ReloadProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<FindingView> Findings
);
