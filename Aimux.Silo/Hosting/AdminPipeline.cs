using Aimux.Silo.Access;
using Aimux.Silo.Admin;
using Aimux.Silo.Admin.Api;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Dashboard;
using Scalar.AspNetCore;

namespace Aimux.Silo.Hosting;

/// <summary>What the admin listener answers.</summary>
internal static class AdminPipeline
{
    /// <summary>Where the API is described, for programs.</summary>
    public const string OpenApi = "/api/openapi.json";

    public static void Map(IApplicationBuilder app)
    {
        var health = app.ApplicationServices.GetRequiredService<HealthEndpoints>();
        var sessions = app.ApplicationServices.GetRequiredService<SessionEndpoints>();
        var guard = app.ApplicationServices.GetRequiredService<AdminGuard>();
        app.Use(SecurityHeaders.Pass);
        app.Use(OriginGuard.Pass);
        app.Use(BodyBound.Pass);
        app.Use(guard.Pass);
        app.UseWebSockets();
        app.UseStatusCodePages(Explain);
        app.UseRouting();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseEndpoints(routes =>
        {
            routes.MapOnce(fixedRoutes =>
            {
                fixedRoutes.MapApi();
                fixedRoutes.MapOpenApi(OpenApi);
                fixedRoutes.MapScalarApiReference(
                    "/api/reference",
                    options =>
                        options.WithTitle("Aimux admin API").WithOpenApiRoutePattern(OpenApi).DisableDefaultFonts()
                );
                fixedRoutes.MapGet("/health/live", (RequestDelegate)HealthEndpoints.Live);
                fixedRoutes.MapGet("/health/ready", (RequestDelegate)health.Ready);
                fixedRoutes.MapPrometheusScrapingEndpoint("/metrics");
                fixedRoutes.MapPost("/session", (RequestDelegate)sessions.Begin);
                fixedRoutes.MapPost("/session/end", (RequestDelegate)sessions.End);
                fixedRoutes.MapOrleansDashboard("/orleans");
            });
            routes.MapPages();
        });
    }

    /// <summary>What is nowhere served, or not by that method.</summary>
    private static Task Explain(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var (method, path) = (context.Request.Method, context.Request.Path);
        var isPage = context
            .Request.Headers.Accept.ToString()
            .Contains("text/html", StringComparison.OrdinalIgnoreCase);
        switch (context.Response.StatusCode)
        {
            case StatusCodes.Status404NotFound when isPage:
                context.Response.StatusCode = StatusCodes.Status302Found;
                context.Response.Headers.Location = "/not-found";
                return Task.CompletedTask;
            case StatusCodes.Status404NotFound:
                var detail =
                    $"The admin listener does not serve {method} {path}. GET {OpenApi} lists what it serves, "
                    + "and /api/reference shows it to people.";
                return ProblemWriter.Write(context, 404, "Not found", detail);
            case StatusCodes.Status405MethodNotAllowed:
                var allowed = context.Response.Headers.Allow.ToString();
                return ProblemWriter.Write(
                    context,
                    405,
                    "Method not allowed",
                    $"{path} is not served for {method}, but for {allowed}."
                );
            case StatusCodes.Status415UnsupportedMediaType:
                const string media =
                    "The body is of a kind that is not taken here: JSON, or text/plain for a configuration.";
                return ProblemWriter.Write(context, 415, "Not JSON", media);
            default:
                return Task.CompletedTask;
        }
    }
}
