using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary><c>/api/providers</c>: the configured providers.</summary>
internal sealed class ProviderEndpoints(IConfigurationStore store, ChangeAnswers changes)
{
    public async Task List(HttpContext context)
    {
        if (await Paging.Read(context, store.Current.Providers.Select(ProviderBody.Of), row => row.Id!) is { } page)
        {
            await changes.Write(context, page, AdminJson.Readable.PageProviderBody);
        }
    }

    public async Task Find(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (store.Current.Providers.FirstOrDefault(row => row.Id == id) is { } provider)
        {
            await changes.Write(context, ProviderBody.Of(provider), AdminJson.Readable.ProviderBody);
            return;
        }

        await ProblemWriter.Write(context, 404, "Not found", $"The configuration has no provider '{id}'.");
    }

    public async Task Add(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.ProviderBody) is not { } body)
        {
            return;
        }

        var id = body.Id ?? "";
        var keys = body.Keys ?? [];
        var added = keys.Select(key => new NewKey(key.Row(id, key.Id ?? ""), key.Secret ?? ""));
        var change = new ConfigurationChange.AddProvider(body.Row(id), [.. added]);
        if (await changes.Make(context, change) is not null)
        {
            context.Response.Headers.Location = $"/api/providers/{Uri.EscapeDataString(id)}";
            await Answer(context, id, StatusCodes.Status201Created);
        }
    }

    public async Task Replace(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await BodyReader.Read(context, AdminJson.Strict.ProviderBody) is not { } body)
        {
            return;
        }

        if (body.Keys is not null || body.Id is not null && body.Id != id)
        {
            var detail =
                $"PUT changes the row of '{id}' alone: leave 'id' out, or as it is, and change keys by /api/keys.";
            await ProblemWriter.Write(context, 400, "Bad body", detail);
            return;
        }

        if (await changes.Make(context, new ConfigurationChange.EditProvider(body.Row(id))) is not null)
        {
            await Answer(context, id, StatusCodes.Status200OK);
        }
    }

    public async Task Remove(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await changes.Make(context, new ConfigurationChange.RemoveProvider(id)) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    public Task Enable(HttpContext context) => Switch(context, enabled: true);

    public Task Disable(HttpContext context) => Switch(context, enabled: false);

    private async Task Switch(HttpContext context, bool enabled)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await changes.Make(context, new ConfigurationChange.EnableProvider(id, enabled)) is not null)
        {
            await Answer(context, id, StatusCodes.Status200OK);
        }
    }

    private Task Answer(HttpContext context, string id, int status)
    {
        var row = store.Current.Providers.First(row => row.Id == id);
        return changes.Write(context, ProviderBody.Of(row), AdminJson.Readable.ProviderBody, status);
    }
}
