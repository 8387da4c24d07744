using Aimux.Silo.Admin;
using Microsoft.AspNetCore.Http.Features;

namespace Aimux.Silo.Access;

/// <summary>Nobody sends the admin listener more than a configuration file.</summary>
internal static class BodyBound
{
    /// <summary>The greatest body, bytes.</summary>
    public const int MostBytes = 2 << 20;

    public static Task Pass(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength > MostBytes)
        {
            const string detail = "The body is larger than 2 MiB, and nothing that the admin listener takes is.";
            return ProblemWriter.Write(context, 413, "Too large", detail);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            bound.MaxRequestBodySize = MostBytes;
        }

        return next(context);
    }
}
