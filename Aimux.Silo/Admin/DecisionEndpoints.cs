using System.Globalization;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Admin;

/// <summary>Why requests went where they went: <c>GET /api/decisions</c> and <c>GET /api/decisions/{id}</c>.</summary>
internal sealed class DecisionEndpoints(DecisionLog decisions)
{
    private const int UsualLimit = 50;

    public Task List(HttpContext context)
    {
        var limit = UsualLimit;
        if (
            context.Request.Query["limit"] is { Count: > 0 } given
            && (
                given.Count > 1
                || !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > DecisionLog.Capacity
            )
        )
        {
            var detail = $"'limit' must be one whole number from 1 to {DecisionLog.Capacity}, not '{given}'.";
            return ProblemWriter.Write(context, 400, "Bad limit", detail);
        }

        var page = new DecisionPage(decisions.Newest(limit));
        return context.Response.WriteAsJsonAsync(page, AdminJson.Readable.DecisionPage);
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
}
