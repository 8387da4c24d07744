using Aimux.Silo.Admin;

namespace Aimux.Silo.Hosting;

/// <summary>What the admin listener answers.</summary>
internal static class AdminPipeline
{
    public static void Map(IApplicationBuilder app)
    {
        var decisions = app.ApplicationServices.GetRequiredService<DecisionEndpoints>();
        var health = app.ApplicationServices.GetRequiredService<HealthEndpoints>();
        app.Use(BrowserGuard.Pass);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapGet("/api/decisions", (RequestDelegate)decisions.List);
            routes.MapGet("/api/decisions/{id}", (RequestDelegate)decisions.Find);
            routes.MapGet("/health/live", (RequestDelegate)HealthEndpoints.Live);
            routes.MapGet("/health/ready", (RequestDelegate)health.Ready);
            routes.MapPrometheusScrapingEndpoint("/metrics");
            routes.MapFallback("{**path}", (RequestDelegate)NotFound);
        });
    }

    private static Task NotFound(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        var detail =
            $"The admin listener does not serve {method} {path}. It serves GET /api/decisions, GET /api/decisions/{{id}}, "
            + "GET /metrics, GET /health/live and GET /health/ready.";
        return ProblemWriter.Write(context, 404, "Not found", detail);
    }
}
