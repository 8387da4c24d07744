namespace Aimux.Silo.Simulation;

/// <summary>Sends an answer as server-sent events at its pace, as its fault allows.</summary>
internal static class StreamedAnswer
{
    private const int FlushBytes = 16 * 1024;

    /// <summary>Sends the events; the first token is due already.</summary>
    public static async Task Send(Exchange exchange, ModelAnswer answer, Fault fault)
    {
        var output = exchange.Response.BodyWriter;
        exchange.Response.ContentType = "text/event-stream; charset=utf-8";
        exchange.Response.Headers.CacheControl = "no-cache";
        switch (fault)
        {
            case Fault.ErrorInBody:
                WriteError(exchange, answer);
                return;
            case Fault.MalformedFirstEvent:
                answer.WriteBroken(first: true, output);
                return;
            default:
                answer.WriteOpening(output);
                break;
        }

        if (fault == Fault.None)
        {
            await SendFragments(exchange, answer, answer.Fragments);
            answer.WriteEnding(output);
            exchange.Stats.Success();
            return;
        }

        await SendFragments(exchange, answer, Math.Min(answer.Fragments, Math.Max(1, answer.Fragments / 2)));
        await Break(exchange, answer, fault);
    }

    private static async Task SendFragments(Exchange exchange, ModelAnswer answer, int count)
    {
        var output = exchange.Response.BodyWriter;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                exchange.Pace.AddTokens(1);
            }

            if (exchange.Pace.Early)
            {
                await output.FlushAsync(exchange.Pace.Aborted);
                await exchange.Pace.Reach();
            }

            answer.WriteFragment(i, output);
            if (output.UnflushedBytes >= FlushBytes)
            {
                await output.FlushAsync(exchange.Pace.Aborted);
            }
        }
    }

    private static async Task Break(Exchange exchange, ModelAnswer answer, Fault fault)
    {
        var output = exchange.Response.BodyWriter;
        switch (fault)
        {
            case Fault.EndMidStream:
                break;
            case Fault.MalformedStream:
                answer.WriteBroken(first: false, output);
                break;
            case Fault.ErrorMidStream:
                WriteError(exchange, answer);
                break;
            case Fault.StallMidStream:
                await output.FlushAsync(exchange.Pace.Aborted);
                await exchange.Pace.Stall();
                exchange.Http.Abort();
                break;
            default:
                await output.FlushAsync(exchange.Pace.Aborted);
                exchange.Http.Abort();
                break;
        }
    }

    private static void WriteError(Exchange exchange, ModelAnswer answer) =>
        answer.WriteError(WireError.InBody, exchange.Render(WireError.InBody).Body, exchange.Response.BodyWriter);
}
