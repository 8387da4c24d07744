using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>, from the catalog, in the shape that the caller knows.</summary>
internal sealed class ModelsEndpoint(DataPlane plane)
{
    public Task List(HttpContext context)
    {
        var catalog = plane.Catalog.Current.Catalog;
        var caller = context.Features.Get<CallerIdentity>();
        var routes = catalog.Routes.Where(route => !route.IsPattern && caller?.MayAsk(route.Name) != false);
        if (CallerProtocol.Of(context) != WireProtocol.Messages)
        {
            var models = routes.Select(route => Entry(route.Name, route, catalog)).ToList();
            return context.Response.WriteAsJsonAsync(new ModelList("list", models), WireJson.Default.ModelList);
        }

        // Whole, whatever page was asked for: there is no second one.
        var entries = routes.Select(route => AnthropicEntry(route.Name, catalog)).ToList();
        return context.Response.WriteAsJsonAsync(
            new AnthropicModelList(entries, HasMore: false, entries.FirstOrDefault()?.Id, entries.LastOrDefault()?.Id),
            WireJson.Default.AnthropicModelList
        );
    }

    public async Task Find(HttpContext context)
    {
        // Kestrel leaves an encoded slash as it is, and clients encode the slash of a model's name.
        var id = ((string)context.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var index = plane.Catalog.Current;
        if (context.Features.Get<CallerIdentity>() is { } caller && !caller.MayAsk(id))
        {
            await CallerRules.RefuseModel(context, caller, id);
        }
        else if (index.Resolve(id) is not { } route)
        {
            var message = ModelSuggestions.Explain(id, index.Catalog);
            await ErrorWriter.Write(context, 404, "invalid_request_error", "model_not_found", message, "model");
        }
        else if (CallerProtocol.Of(context) == WireProtocol.Messages)
        {
            var entry = AnthropicEntry(id, index.Catalog);
            await context.Response.WriteAsJsonAsync(entry, WireJson.Default.AnthropicModelEntry);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(Entry(id, route, index.Catalog), WireJson.Default.ModelEntry);
        }
    }

    private static ModelEntry Entry(string id, ModelRoute route, ProviderCatalog catalog)
    {
        var owner = route.Candidates.Length == 1 ? route.Candidates[0].ProviderId : "aimux";
        return new ModelEntry(id, "model", catalog.PublishedAt.ToUnixTimeSeconds(), owner);
    }

    private static AnthropicModelEntry AnthropicEntry(string id, ProviderCatalog catalog) =>
        new("model", id, id, catalog.PublishedAt);
}
