using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary><c>/api/callers</c>: who may call. A token is shown once, in the answer that made it.</summary>
internal sealed class CallerEndpoints(IConfigurationStore store, ChangeAnswers changes)
{
    public async Task List(HttpContext context)
    {
        if (await Paging.Read(context, store.Current.Callers.Select(CallerBody.Of), row => row.Id!) is { } page)
        {
            await changes.Write(context, page, AdminJson.Readable.PageCallerBody);
        }
    }

    public async Task Find(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (store.Current.Callers.FirstOrDefault(row => row.Id == id) is { } caller)
        {
            await changes.Write(context, CallerBody.Of(caller), AdminJson.Readable.CallerBody);
            return;
        }

        await ProblemWriter.Write(context, 404, "Not found", $"The configuration has no caller '{id}'.");
    }

    public async Task Add(HttpContext context)
    {
        if (await Read(context) is not { } body)
        {
            return;
        }

        var id = body.Id ?? "";
        if (await changes.Make(context, new ConfigurationChange.AddCaller(body.Row(id))) is { } outcome)
        {
            context.Response.Headers.Location = $"/api/callers/{Uri.EscapeDataString(id)}";
            await Answer(context, id, outcome.Token, StatusCodes.Status201Created);
        }
    }

    public async Task Replace(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await Read(context) is not { } body)
        {
            return;
        }

        if (body.Id is not null && body.Id != id)
        {
            var detail = $"PUT changes the row of '{id}' alone: leave 'id' out, or as it is.";
            await ProblemWriter.Write(context, 400, "Bad body", detail);
            return;
        }

        if (await changes.Make(context, new ConfigurationChange.EditCaller(body.Row(id))) is not null)
        {
            await Answer(context, id, token: null, StatusCodes.Status200OK);
        }
    }

    public async Task Remove(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await changes.Make(context, new ConfigurationChange.RemoveCaller(id)) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static async Task<CallerBody?> Read(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.CallerBody) is not { } body)
        {
            return null;
        }

        if (body.Token is not null)
        {
            const string detail = "A token is made by Aimux and shown once: leave 'token' out.";
            await ProblemWriter.Refuse(context, 400, "Bad body", detail, [new FieldError("token", detail)]);
            return null;
        }

        return body;
    }

    private Task Answer(HttpContext context, string id, string? token, int status)
    {
        var row = store.Current.Callers.First(row => row.Id == id);
        return changes.Write(context, CallerBody.Of(row) with { Token = token }, AdminJson.Readable.CallerBody, status);
    }
}
