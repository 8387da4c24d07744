using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>Changes of <c>/api/keys</c>. Secrets go in and never come out.</summary>
internal sealed class KeyChangeEndpoints(IConfigurationStore store, ChangeAnswers changes, KeyEndpoints states)
{
    public async Task Find(HttpContext context)
    {
        var (provider, id) = NameOf(context);
        if (await states.Find($"{provider}/{id}", context.RequestAborted) is { } status)
        {
            await changes.Write(context, status, AdminJson.Readable.KeyStatus);
            return;
        }

        await ProblemWriter.Write(context, 404, "Not found", $"There is no key '{provider}/{id}'.");
    }

    public async Task Add(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.KeyBody) is not { } body)
        {
            return;
        }

        var row = body.Row(body.Provider ?? "", body.Id ?? "");
        var change = new ConfigurationChange.AddKeys([new NewKey(row, body.Secret ?? "")]);
        if (await changes.Make(context, change) is not null)
        {
            context.Response.Headers.Location =
                $"/api/keys/{Uri.EscapeDataString(row.Provider)}/{Uri.EscapeDataString(row.Id)}";
            await Answer(context, row.Provider, row.Id, StatusCodes.Status201Created);
        }
    }

    public async Task Replace(HttpContext context)
    {
        var (provider, id) = NameOf(context);
        if (await BodyReader.Read(context, AdminJson.Strict.KeyBody) is not { } body)
        {
            return;
        }

        if ((body.Provider ?? provider) != provider || (body.Id ?? id) != id)
        {
            var detail =
                $"PUT changes the row of '{provider}/{id}' alone: leave 'provider' and 'id' out, or as they are.";
            await ProblemWriter.Write(context, 400, "Bad body", detail);
            return;
        }

        var change = new ConfigurationChange.EditKey(body.Row(provider, id), body.Secret);
        if (await changes.Make(context, change) is not null)
        {
            await Answer(context, provider, id, StatusCodes.Status200OK);
        }
    }

    public async Task Remove(HttpContext context)
    {
        var (provider, id) = NameOf(context);
        if (await changes.Make(context, new ConfigurationChange.RemoveKey(provider, id)) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    public Task Enable(HttpContext context) => Switch(context, enabled: true);

    public Task Disable(HttpContext context) => Switch(context, enabled: false);

    private async Task Switch(HttpContext context, bool enabled)
    {
        var (provider, id) = NameOf(context);
        if (await changes.Make(context, new ConfigurationChange.EnableKey(provider, id, enabled)) is not null)
        {
            await Answer(context, provider, id, StatusCodes.Status200OK);
        }
    }

    private async Task Answer(HttpContext context, string provider, string id, int status)
    {
        // One that is disabled is in the configuration, and not in force.
        var found =
            await states.Find($"{provider}/{id}", context.RequestAborted)
            ?? new KeyStatus($"{provider}/{id}", provider, $"{provider}/{id}", null, null);
        var row = store.Current.Keys.FirstOrDefault(row => row.Provider == provider && row.Id == id);
        await changes.Write(context, found with { Row = row }, AdminJson.Readable.KeyStatus, status);
    }

    private static (string Provider, string Id) NameOf(HttpContext context) =>
        ((string)context.Request.RouteValues["provider"]!, (string)context.Request.RouteValues["id"]!);
}
