namespace Aimux.Silo.Simulation;

/// <summary>The way of every answer: past the limits, then at its pace and with its fault.</summary>
internal static class Delivery
{
    /// <summary>Delivers an answer of a model, as a stream or whole.</summary>
    public static async Task Send(Exchange exchange, ModelAnswer answer, int promptTokens, bool stream)
    {
        exchange.Admit((long)promptTokens + answer.CompletionTokens);
        var fault = exchange.DrawFault();
        exchange.Pace.AddFirstToken();
        if (fault != Fault.None && await FaultAnswers.TryAnswer(exchange, fault))
        {
            return;
        }

        if (!stream)
        {
            exchange.Pace.AddTokens(answer.CompletionTokens);
        }

        if (exchange.Pace.Early)
        {
            await exchange.Pace.Reach();
        }

        await (stream ? StreamedAnswer.Send(exchange, answer, fault) : SendWhole(exchange, answer, fault));
    }

    /// <summary>Delivers bytes that have no stream.</summary>
    public static async Task Send(
        Exchange exchange,
        ReadOnlyMemory<byte> body,
        int promptTokens,
        string contentType = Answers.JsonType
    )
    {
        exchange.Admit(promptTokens);
        var fault = exchange.DrawFault();
        exchange.Pace.AddFirstToken();
        if (fault != Fault.None && await FaultAnswers.TryAnswer(exchange, fault))
        {
            return;
        }

        await exchange.Pace.Reach();
        await WholeAnswer.Send(exchange, body, fault, contentType);
    }

    private static Task SendWhole(Exchange exchange, ModelAnswer answer, Fault fault)
    {
        var buffer = RenderBuffer.Take();
        answer.WriteWhole(buffer);
        return WholeAnswer.Send(exchange, buffer.WrittenMemory, fault);
    }
}
