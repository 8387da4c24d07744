using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Hosting;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal sealed class HealthEndpoints(ICatalogView catalog, CatalogLoader loader)
{
    public static Task Live(HttpContext context) => Answer(context, 200, "ok");

    public Task Ready(HttpContext context)
    {
        return (catalog.Current.Catalog, loader.HasAsked) switch
        {
            ({ Providers.IsEmpty: true }, _) => Answer(context, 503, "no provider is configured"),
            (_, false) => Answer(context, 503, "asking providers for their models"),
            _ => Answer(context, 200, "ok"),
        };
    }

    private static Task Answer(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new HealthAnswer(text), WireJson.Default.HealthAnswer);
    }
}
