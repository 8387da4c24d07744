using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aimux.Tests.Admin.Api;

/// <summary>An address of the API, as the table of endpoints has it.</summary>
/// <param name="Path">With the names of what may stand in it.</param>
/// <param name="Method">Its method.</param>
/// <param name="Summary">What it does; <c>null</c> if nobody said.</param>
internal sealed record ServedRoute(string Path, string Method, string? Summary)
{
    private static readonly string[] Descriptions = ["/api/openapi.json", "/api/reference"];

    /// <summary>All, but those that describe it.</summary>
    public static IReadOnlyList<ServedRoute> All(IServiceProvider services) =>
        [
            .. services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => IsOfApi(endpoint.RoutePattern.RawText!))
                .SelectMany(endpoint =>
                    endpoint
                        .Metadata.GetRequiredMetadata<HttpMethodMetadata>()
                        .HttpMethods.Select(method => new ServedRoute(
                            endpoint.RoutePattern.RawText!,
                            method,
                            endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary
                        ))
                )
                .OrderBy(route => route.Path, StringComparer.Ordinal)
                .ThenBy(route => route.Method, StringComparer.Ordinal),
        ];

    private static bool IsOfApi(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal)
        && !Descriptions.Any(each => path.StartsWith(each, StringComparison.Ordinal));
}
