using System.Buffers;

namespace Aimux.Silo.Simulation;

/// <summary>Sends an answer that is one document, as its fault allows.</summary>
internal static class WholeAnswer
{
    /// <summary>Sends the document. The bytes need to last only until the first await.</summary>
    public static async Task Send(
        Exchange exchange,
        ReadOnlyMemory<byte> body,
        Fault fault,
        string contentType = Answers.JsonType
    )
    {
        var response = exchange.Response;
        switch (fault)
        {
            case Fault.None:
                Answers.Write(response, StatusCodes.Status200OK, body.Span, contentType);
                exchange.Stats.Success();
                break;
            case Fault.ErrorInBody or Fault.ErrorMidStream:
                Answers.Write(response, exchange.Render(WireError.InBody));
                break;
            case Fault.MalformedStream or Fault.MalformedFirstEvent:
                Answers.Write(response, StatusCodes.Status200OK, body.Span[..(body.Length / 2)], contentType);
                break;
            default:
                await SendHalf(exchange, body, fault, contentType);
                break;
        }
    }

    private static async Task SendHalf(Exchange exchange, ReadOnlyMemory<byte> body, Fault fault, string contentType)
    {
        var response = exchange.Response;
        response.ContentType = contentType;
        // Without a length the client cannot tell that a half is missing.
        response.ContentLength = fault == Fault.EndMidStream ? null : body.Length;
        response.BodyWriter.Write(body.Span[..(body.Length / 2)]);
        await response.BodyWriter.FlushAsync(exchange.Pace.Aborted);
        if (fault == Fault.StallMidStream)
        {
            await exchange.Pace.Stall();
        }

        if (fault != Fault.EndMidStream)
        {
            exchange.Http.Abort();
        }
    }
}
