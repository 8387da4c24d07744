using System.Collections.Immutable;

namespace Aimux.Silo.Admin.Api;

/// <summary>Why a change was refused (RFC 9457), field by field.</summary>
internal sealed record RefusedProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    ImmutableArray<FieldError> Errors
);
