using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Hosting;

/// <summary>What the data listener answers.</summary>
internal static class DataPipeline
{
    public static void Map(IApplicationBuilder app)
    {
        var chat = app.ApplicationServices.GetRequiredService<ChatEndpoint>();
        var models = app.ApplicationServices.GetRequiredService<ModelsEndpoint>();
        var health = app.ApplicationServices.GetRequiredService<HealthEndpoints>();
        var loader = app.ApplicationServices.GetRequiredService<CatalogLoader>();
        var guard = app.ApplicationServices.GetRequiredService<CallerGuard>();
        app.Use(OriginGuard.Pass);
        app.Use(guard.Pass);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapPost("/v1/chat/completions", (RequestDelegate)chat.Handle);
            routes.MapGet("/v1/models", WhenModelsAreKnown(loader, models.List));
            routes.MapGet("/v1/models/{**id}", WhenModelsAreKnown(loader, models.Find));
            routes.MapGet("/health/live", (RequestDelegate)HealthEndpoints.Live);
            routes.MapGet("/health/ready", (RequestDelegate)health.Ready);
            routes.MapFallback("{**path}", (RequestDelegate)NotFound);
        });
    }

    private static RequestDelegate WhenModelsAreKnown(CatalogLoader loader, RequestDelegate then)
    {
        return async context =>
        {
            await loader.WaitForModels(context.RequestAborted);
            await then(context);
        };
    }

    private static Task NotFound(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        var message =
            $"Aimux does not serve {method} {path}. It serves POST /v1/chat/completions, GET /v1/models, "
            + "GET /v1/models/{id}, GET /health/live and GET /health/ready.";
        return ErrorWriter.Write(context, 404, "invalid_request_error", "unknown_url", message);
    }
}
