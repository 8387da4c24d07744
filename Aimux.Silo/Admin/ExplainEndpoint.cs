using System.Globalization;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy;

namespace Aimux.Silo.Admin;

/// <summary><c>GET /api/explain?model=M</c>: who would serve a request now, in which order, and why.</summary>
internal sealed class ExplainEndpoint(GrainReferences grains)
{
    private const int MostTokens = 100_000_000;

    public async Task Explain(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["model"] is not [{ Length: > 0 } model])
        {
            const string detail = "'model' must be one model name, as callers would give it: /api/explain?model=NAME.";
            await ProblemWriter.Write(context, 400, "Bad model", detail);
            return;
        }

        if (!TryCount(query["input_tokens"], out var input) || !TryCount(query["output_tokens"], out var output))
        {
            const string detail = "'input_tokens' and 'output_tokens' are whole numbers from 0 to 100,000,000.";
            await ProblemWriter.Write(context, 400, "Bad number of tokens", detail);
            return;
        }

        var needs =
            (Is(query["tools"]) ? RequestNeeds.Tools : RequestNeeds.None)
            | (Is(query["vision"]) ? RequestNeeds.Vision : RequestNeeds.None)
            | (Is(query["reasoning"]) ? RequestNeeds.Reasoning : RequestNeeds.None);
        var decision = await grains.Router.Decide(new RouteQuery(model, input ?? 0, output, needs, Preview: true));
        if (decision.Route is null)
        {
            var detail = $"No provider serves '{model}'. GET /v1/models of the data listener lists what is served.";
            await ProblemWriter.Write(context, 404, "No such model", detail);
            return;
        }

        await context.Response.WriteAsJsonAsync(decision, AdminJson.Readable.RouteDecision);
    }

    private static bool Is(string? value) => value is "true" or "1";

    private static bool TryCount(string? text, out int? count)
    {
        count = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isCount =
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostTokens;
        count = number;
        return isCount;
    }
}
