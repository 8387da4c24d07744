using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Proxy;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>, from the catalog.</summary>
internal sealed class ModelsEndpoint(DataPlane plane)
{
    public Task List(HttpContext context)
    {
        var catalog = plane.Catalog.Current.Catalog;
        var models = catalog
            .Routes.Where(route => !route.IsPattern)
            .Select(route => Entry(route.Name, route, catalog))
            .ToList();
        return context.Response.WriteAsJsonAsync(new ModelList("list", models), WireJson.Default.ModelList);
    }

    public async Task Find(HttpContext context)
    {
        // Kestrel leaves an encoded slash as it is, and clients encode the slash of a model's name.
        var id = ((string)context.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var index = plane.Catalog.Current;
        if (index.Resolve(id) is { } route)
        {
            await context.Response.WriteAsJsonAsync(Entry(id, route, index.Catalog), WireJson.Default.ModelEntry);
            return;
        }

        var message = ModelSuggestions.Explain(id, index.Catalog);
        await ErrorWriter.Write(context, 404, "invalid_request_error", "model_not_found", message, "model");
    }

    private static ModelEntry Entry(string id, ModelRoute route, ProviderCatalog catalog)
    {
        var owner = route.Candidates.Length == 1 ? route.Candidates[0].ProviderId : "aimux";
        return new ModelEntry(id, "model", catalog.PublishedAt.ToUnixTimeSeconds(), owner);
    }
}
