using System.Collections.Immutable;
using Aimux.Dashboard.Drills;
using Aimux.Silo.Admin.Api;

namespace Aimux.Silo.Admin.Operations;

/// <summary><c>/api/drills</c>: failures that are played on this Aimux alone, to rehearse.</summary>
internal sealed class DrillEndpoints(IDrillBoard drills)
{
    public Task List(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new DrillPage(drills.Active), AdminJson.Readable.DrillPage);

    public async Task Start(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.DrillBody) is not { } body)
        {
            return;
        }

        if (body.Provider is not { Length: > 0 } || body.Failure is not { } failure)
        {
            var kinds = string.Join(", ", Enum.GetNames<DrillFailure>());
            var detail = $"'provider' and 'failure' are needed; 'failure' is one of {kinds}.";
            await ProblemWriter.Refuse(context, 422, "Invalid", detail, [new FieldError("failure", detail)]);
            return;
        }

        try
        {
            var drill = drills.Start(body.Provider, body.Key, failure, TimeSpan.FromSeconds(body.Seconds));
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = $"/api/drills/{drill.Id}";
            await context.Response.WriteAsJsonAsync(drill, AdminJson.Readable.Drill);
        }
        catch (DrillRefusedException mistake)
        {
            var error = new FieldError(mistake.Field, mistake.Message);
            await ProblemWriter.Refuse(context, 422, "Invalid", mistake.Message, [error]);
        }
        catch (OverflowException)
        {
            const string words = "'seconds' is 1 to 3600.";
            await ProblemWriter.Refuse(context, 422, "Invalid", words, [new FieldError("seconds", words)]);
        }
    }

    public Task Stop(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (drills.Stop(id))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return ProblemWriter.Write(context, 404, "Not found", $"No drill '{id}' is under way.");
    }
}

/// <summary>The drills under way, the newest first.</summary>
internal sealed record DrillPage(ImmutableArray<Drill> Drills);

/// <summary>A drill to begin: <c>failure</c> at a provider, or at one of its keys, for so many <c>seconds</c>.</summary>
internal sealed record DrillBody(
    string? Provider = null,
    string? Key = null,
    DrillFailure? Failure = null,
    double Seconds = 60
);
