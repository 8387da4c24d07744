using System.Collections.Immutable;
using Aimux.Silo.Admin.Api;

namespace Aimux.Silo.Admin;

/// <summary>Writes errors of the admin API as problem details (RFC 9457).</summary>
internal static class ProblemWriter
{
    private const string MediaType = "application/problem+json";

    public static Task Write(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new Problem("about:blank", title, status, detail),
            AdminJson.Readable.Problem,
            MediaType
        );
    }

    /// <summary>An error with what is wrong at which field.</summary>
    public static Task Refuse(
        HttpContext context,
        int status,
        string title,
        string detail,
        ImmutableArray<FieldError> errors
    )
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new RefusedProblem("about:blank", title, status, detail, errors),
            AdminJson.Readable.RefusedProblem,
            MediaType
        );
    }
}
