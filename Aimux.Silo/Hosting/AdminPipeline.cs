using Aimux.Silo.Access;
using Aimux.Silo.Admin;

namespace Aimux.Silo.Hosting;

/// <summary>What the admin listener answers.</summary>
internal static class AdminPipeline
{
    public static void Map(IApplicationBuilder app)
    {
        var decisions = app.ApplicationServices.GetRequiredService<DecisionEndpoints>();
        var health = app.ApplicationServices.GetRequiredService<HealthEndpoints>();
        var configuration = app.ApplicationServices.GetRequiredService<ConfigurationEndpoints>();
        var explain = app.ApplicationServices.GetRequiredService<ExplainEndpoint>();
        var models = app.ApplicationServices.GetRequiredService<ModelListEndpoints>();
        var keys = app.ApplicationServices.GetRequiredService<KeyEndpoints>();
        var sessions = app.ApplicationServices.GetRequiredService<SessionEndpoints>();
        var guard = app.ApplicationServices.GetRequiredService<AdminGuard>();
        app.Use(SecurityHeaders.Pass);
        app.Use(OriginGuard.Pass);
        app.Use(BodyBound.Pass);
        app.Use(guard.Pass);
        app.UseRouting();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseEndpoints(routes =>
        {
            routes.MapGet("/api/decisions", (RequestDelegate)decisions.List);
            routes.MapGet("/api/decisions/{id}", (RequestDelegate)decisions.Find);
            routes.MapGet("/api/explain", (RequestDelegate)explain.Explain);
            routes.MapGet("/api/keys", (RequestDelegate)keys.List);
            routes.MapGet("/api/config/status", (RequestDelegate)configuration.Status);
            routes.MapPost("/api/reload", (RequestDelegate)configuration.Reload);
            routes.MapPost("/api/models/refresh", (RequestDelegate)models.Refresh);
            routes.MapGet("/health/live", (RequestDelegate)HealthEndpoints.Live);
            routes.MapGet("/health/ready", (RequestDelegate)health.Ready);
            routes.MapPrometheusScrapingEndpoint("/metrics");
            routes.MapPost("/session", (RequestDelegate)sessions.Begin);
            routes.MapPost("/session/end", (RequestDelegate)sessions.End);
            routes.MapPages();
            routes.MapFallback("{**path}", (RequestDelegate)NotFound);
        });
    }

    private static Task NotFound(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        var detail =
            $"The admin listener does not serve {method} {path}. It serves GET /api/decisions, GET /api/decisions/{{id}}, "
            + "GET /api/explain?model=NAME, GET /api/keys, "
            + "GET /api/config/status, POST /api/reload, POST /api/models/refresh, GET /metrics, GET /health/live and GET /health/ready.";
        return ProblemWriter.Write(context, 404, "Not found", detail);
    }
}
