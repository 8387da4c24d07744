using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Operations;

namespace Aimux.Silo.Hosting;

/// <summary>What the data listener answers.</summary>
internal static class DataPipeline
{
    private const string Api = "/v1";

    public static void Map(IApplicationBuilder app)
    {
        var operations = app.ApplicationServices.GetRequiredService<OperationEndpoint>();
        var models = app.ApplicationServices.GetRequiredService<ModelsEndpoint>();
        var health = app.ApplicationServices.GetRequiredService<HealthEndpoints>();
        var loader = app.ApplicationServices.GetRequiredService<CatalogLoader>();
        var guard = app.ApplicationServices.GetRequiredService<CallerGuard>();
        app.Use(OriginGuard.Pass);
        app.Use(guard.Pass);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            Operation[] conversations = [Operation.Chat, Operation.Messages, Operation.Responses];
            foreach (var operation in conversations.Append(Operation.CountTokens).Concat(Operation.PassedThrough))
            {
                routes.MapPost(Api + operation.Path, operations.For(operation));
            }

            routes.MapGet("/v1/models", WhenModelsAreKnown(loader, models.List));
            routes.MapGet("/v1/models/{**id}", WhenModelsAreKnown(loader, models.Find));
            // Tools look whether anybody is there.
            routes.MapMethods("/", [HttpMethods.Head], (RequestDelegate)HealthEndpoints.Live);
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
            $"Aimux does not serve {method} {path}. It serves POST /v1/chat/completions, /v1/messages, "
            + "/v1/messages/count_tokens, /v1/responses, /v1/completions, /v1/embeddings, /v1/moderations, /v1/rerank, "
            + "/v1/images/* and /v1/audio/*, GET /v1/models, GET /v1/models/{id}, GET /health/live and GET /health/ready.";
        return ErrorWriter.Write(context, 404, "invalid_request_error", "unknown_url", message);
    }
}
