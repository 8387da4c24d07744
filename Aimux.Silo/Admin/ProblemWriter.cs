namespace Aimux.Silo.Admin;

/// <summary>Writes errors of the admin API as problem details (RFC 9457).</summary>
internal static class ProblemWriter
{
    public static Task Write(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new Problem(title, status, detail),
            AdminJson.Readable.Problem,
            "application/problem+json"
        );
    }
}
