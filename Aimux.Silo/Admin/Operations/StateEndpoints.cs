using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Admin.Operations;

/// <summary>
/// What the operator does to the state of providers and keys, without the configuration: <c>pause</c> and <c>resume</c> of a
/// provider, <c>reset</c> of a key's rests.
/// </summary>
internal sealed class StateEndpoints(ICatalogView catalog, GrainReferences grains)
{
    public Task Pause(HttpContext context) => OfProvider(context, id => grains.Provider(id).Isolate());

    public Task Resume(HttpContext context) => OfProvider(context, id => grains.Provider(id).Release());

    public async Task Reset(HttpContext context)
    {
        var id = $"{context.Request.RouteValues["provider"]}/{context.Request.RouteValues["id"]}";
        if (catalog.Current.FindKey(id) is not { } key)
        {
            await ProblemWriter.Write(context, 404, "Not found", $"There is no key '{id}' in force.");
            return;
        }

        await grains.Group(key.QuotaGroup).Renew(id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task OfProvider(HttpContext context, Func<string, ValueTask> act)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (catalog.Current.FindProvider(id) is null)
        {
            await ProblemWriter.Write(context, 404, "Not found", $"There is no provider '{id}' in force.");
            return;
        }

        await act(id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
