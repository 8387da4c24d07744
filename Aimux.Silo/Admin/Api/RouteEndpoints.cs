using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary><c>/api/routes</c>: the configured model routes. A name in an address is URL-encoded.</summary>
internal sealed class RouteEndpoints(IConfigurationStore store, ChangeAnswers changes)
{
    public async Task List(HttpContext context)
    {
        if (await Paging.Read(context, store.Current.Routes.Select(RouteBody.Of), row => row.Name!) is { } page)
        {
            await changes.Write(context, page, AdminJson.Readable.PageRouteBody);
        }
    }

    public async Task Find(HttpContext context)
    {
        var name = NameOf(context);
        if (store.Current.Routes.FirstOrDefault(row => row.Name == name) is { } route)
        {
            await changes.Write(context, RouteBody.Of(route), AdminJson.Readable.RouteBody);
            return;
        }

        await ProblemWriter.Write(context, 404, "Not found", $"The configuration has no model route '{name}'.");
    }

    public async Task Add(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.RouteBody) is not { } body)
        {
            return;
        }

        var name = body.Name ?? "";
        if (await changes.Make(context, new ConfigurationChange.AddRoute(body.Row(name))) is not null)
        {
            context.Response.Headers.Location = $"/api/routes/{Uri.EscapeDataString(name)}";
            await Answer(context, name, StatusCodes.Status201Created);
        }
    }

    public async Task Replace(HttpContext context)
    {
        var name = NameOf(context);
        if (await BodyReader.Read(context, AdminJson.Strict.RouteBody) is not { } body)
        {
            return;
        }

        if (body.Name is not null && body.Name != name)
        {
            var detail = $"PUT changes the row of '{name}' alone: leave 'name' out, or as it is.";
            await ProblemWriter.Write(context, 400, "Bad body", detail);
            return;
        }

        if (await changes.Make(context, new ConfigurationChange.EditRoute(body.Row(name))) is not null)
        {
            await Answer(context, name, StatusCodes.Status200OK);
        }
    }

    public async Task Remove(HttpContext context)
    {
        if (await changes.Make(context, new ConfigurationChange.RemoveRoute(NameOf(context))) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private Task Answer(HttpContext context, string name, int status)
    {
        var row = store.Current.Routes.First(row => row.Name == name);
        return changes.Write(context, RouteBody.Of(row), AdminJson.Readable.RouteBody, status);
    }

    // Names may hold slashes, which stay encoded in a route's value.
    private static string NameOf(HttpContext context) =>
        Uri.UnescapeDataString((string)context.Request.RouteValues["name"]!);
}
