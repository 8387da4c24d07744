using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Testing;
using Aimux.Silo.Admin.Api;

namespace Aimux.Silo.Admin.Operations;

/// <summary><c>POST /api/providers/test</c> and <c>POST /api/providers/{id}/test</c>: does a provider answer?</summary>
internal sealed class TestEndpoints(IConnectionTester tester, IConfigurationStore store)
{
    /// <summary>Tries a provider that is not configured yet, under the first of the keys that the body gives.</summary>
    public async Task TestNew(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.ProviderBody) is { } body)
        {
            var secret = body.Keys is [{ Secret: var first }, ..] ? first : null;
            await Answer(context, new ConnectionProbe(body.Row(body.Id ?? ""), Secret: secret));
        }
    }

    /// <summary>Tries a configured provider under its first key that is enabled.</summary>
    public async Task Test(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var current = store.Current;
        if (current.Providers.FirstOrDefault(row => row.Id == id) is not { } provider)
        {
            await ProblemWriter.Write(context, 404, "Not found", $"The configuration has no provider '{id}'.");
            return;
        }

        var key = current.Keys.FirstOrDefault(key => key.Provider == id && key.Enabled);
        await Answer(context, new ConnectionProbe(provider, key?.FullId));
    }

    private async Task Answer(HttpContext context, ConnectionProbe probe)
    {
        var report = await tester.Test(probe, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(report, AdminJson.Readable.ConnectionReport);
    }
}
