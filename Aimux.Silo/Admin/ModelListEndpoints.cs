using Aimux.Silo.Configuration;

namespace Aimux.Silo.Admin;

/// <summary>What providers say they serve: <c>POST /api/models/refresh</c> has them asked again.</summary>
internal sealed class ModelListEndpoints(CatalogLoader loader)
{
    public Task Refresh(HttpContext context)
    {
        loader.Refresh();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }
}
