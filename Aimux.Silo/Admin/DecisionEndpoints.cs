using System.Globalization;
using Aimux.Dashboard.Decisions;
using Aimux.Silo.Admin.Operations;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Admin;

/// <summary>Why requests went where they went: <c>GET /api/decisions</c> and <c>GET /api/decisions/{id}</c>.</summary>
internal sealed class DecisionEndpoints(DecisionLog decisions, DecisionReader reader)
{
    private const int UsualLimit = 50;
    private const int MostAttempts = 1_000;

    public async Task List(HttpContext context)
    {
        var query = context.Request.Query;
        if (!TryCount(query, "limit", DecisionLog.Capacity, out var limit))
        {
            var detail = $"'limit' must be one whole number from 1 to {DecisionLog.Capacity}, not '{query["limit"]}'.";
            await ProblemWriter.Write(context, 400, "Bad limit", detail);
            return;
        }

        if (!TryCount(query, "min_attempts", MostAttempts, out var attempts))
        {
            var detail = $"'min_attempts' must be one whole number from 1 to {MostAttempts}.";
            await ProblemWriter.Write(context, 400, "Bad min_attempts", detail);
            return;
        }

        DecisionOutcome? outcome = null;
        if (query["outcome"] is { Count: > 0 } given)
        {
            if (!Enum.TryParse<DecisionOutcome>(given, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            {
                var names = string.Join(", ", Enum.GetNames<DecisionOutcome>());
                await ProblemWriter.Write(
                    context,
                    400,
                    "Bad outcome",
                    $"'outcome' must be one of {names}, not '{given}'."
                );
                return;
            }

            outcome = known;
        }

        var filter = new DecisionFilter(
            Text(query, "model"),
            Text(query, "provider"),
            Text(query, "caller"),
            outcome,
            attempts - 1,
            Text(query, "before")
        );
        var page = new DecisionPage([.. reader.Matching(filter).Take(limit ?? UsualLimit)]);
        await context.Response.WriteAsJsonAsync(page, AdminJson.Readable.DecisionPage);
    }

    public Task Find(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return decisions.Find(id) is { } decision
            ? context.Response.WriteAsJsonAsync(decision, AdminJson.Readable.DecisionRecord)
            : ProblemWriter.Write(
                context,
                404,
                "No such decision",
                $"There is no decision '{id}' among the last {DecisionLog.Capacity}. Its id is the reply's x-aimux-decision header."
            );
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name] is [{ Length: > 0 } text] ? text : null;

    private static bool TryCount(IQueryCollection query, string name, int most, out int? count)
    {
        count = null;
        if (query[name] is not { Count: > 0 } given)
        {
            return true;
        }

        var isCount =
            given.Count == 1 & int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= most;
        count = number;
        return isCount;
    }
}
