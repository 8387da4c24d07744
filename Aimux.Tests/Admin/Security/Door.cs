using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Aimux.Tests.Admin.Security;

/// <summary>One address of the admin listener and one method it is served for.</summary>
internal sealed record Door(string Method, string Path)
{
    private static readonly string[] AnyMethod = ["GET", "POST"];

    /// <summary>Whether who has not logged in may pass: what leads to a login, and what tells that Aimux lives.</summary>
    public bool IsOpen => Method is "GET" or "HEAD" ? OpensToReaders : Path == "/session";

    /// <summary>Whether it may change something.</summary>
    public bool Changes => Method is not ("GET" or "HEAD");

    private bool OpensToReaders =>
        Path == "/login"
        || Path.StartsWith("/health/", StringComparison.Ordinal)
        || Path.StartsWith("/_content/", StringComparison.Ordinal)
        || Path.StartsWith("/_framework/", StringComparison.Ordinal);

    /// <summary>All that a running Aimux serves, as its own table of endpoints says; <c>/v1</c> is of the other listener.</summary>
    public static IReadOnlyList<Door> All(IServiceProvider services) =>
        [
            .. services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? AnyMethod)
                        .DefaultIfEmpty("GET")
                        .Select(method => new Door(method, Fill(endpoint.RoutePattern)))
                )
                .Distinct()
                .OrderBy(door => door.Path, StringComparer.Ordinal),
        ];

    /// <summary>With names that the file of <see cref="Api.AdminApi"/> has, so that an open door would lead somewhere.</summary>
    private static string Fill(RoutePattern pattern)
    {
        var path = new System.Text.StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            var filled = string.Concat(segment.Parts.Select(part => Fill(part, path.ToString())));
            if (filled.Length > 0)
            {
                path.Append('/').Append(filled);
            }
        }

        return path.Length == 0 ? "/" : path.ToString();
    }

    private static string Fill(RoutePatternPart part, string before) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { IsOptional: true } or RoutePatternParameterPart { IsCatchAll: true } => "",
            RoutePatternParameterPart { Name: "provider" } => "one",
            RoutePatternParameterPart { Name: "name" } => "chat",
            _ when before.EndsWith("/providers", StringComparison.Ordinal) => "one",
            _ when before.EndsWith("/one", StringComparison.Ordinal) => "main",
            _ when before.EndsWith("/callers", StringComparison.Ordinal) => "ci",
            _ => "none",
        };
}
