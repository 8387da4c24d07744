using Aimux.Silo.Configuration.Live;

namespace Aimux.Silo.Admin;

/// <summary>
/// Which configuration is in force, and what is wrong with the file: <c>GET /api/config/status</c> and
/// <c>POST /api/reload</c>.
/// </summary>
internal sealed class ConfigurationEndpoints(LiveConfiguration live)
{
    public Task Status(HttpContext context) => Answer(context, live.Last);

    public async Task Reload(HttpContext context)
    {
        // Once begun it is carried through, whoever asked for it leaves.
        var outcome = await live.Reload(CancellationToken.None);
        if (outcome.InForce)
        {
            await Answer(context, outcome);
            return;
        }

        var mistakes = outcome.Findings.Count(finding => finding.IsError);
        var detail =
            $"{live.File} has {mistakes} {(mistakes == 1 ? "mistake" : "mistakes")}, listed under 'findings'; the configuration in force stays.";
        context.Response.StatusCode = 422;
        await context.Response.WriteAsJsonAsync(
            new ReloadProblem("about:blank", "The configuration cannot be used", 422, detail, FindingView.Of(outcome)),
            AdminJson.Readable.ReloadProblem,
            "application/problem+json"
        );
    }

    private Task Answer(HttpContext context, ConfigurationOutcome outcome)
    {
        var status = new ConfigurationStatus(
            live.File,
            outcome.Running.Version,
            outcome.Running.LoadedAt,
            outcome.InForce,
            FindingView.Of(outcome),
            outcome.Notices,
            outcome.PendingRestart
        );
        return context.Response.WriteAsJsonAsync(status, AdminJson.Readable.ConfigurationStatus);
    }
}
