using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Decisions;
using Serilog.Events;
using Serilog.Parsing;

namespace Aimux.Silo.Hosting;

/// <summary>
/// The line of a request, handed to Serilog as it is. By way of ILogger each line would gather scopes, an event id and
/// a category that never change; docs/performance.md has what that cost.
/// </summary>
internal sealed class SerilogRequestLog(Serilog.ILogger log, TimeProvider time) : IRequestLog
{
    private static readonly MessageTemplate Template = new MessageTemplateParser().Parse(
        "{Decision} {Model} by {Provider}: {Status} in {DurationMs} ms, first {TimeToFirstMs} ms"
    );

    public void Write(DecisionRecord decision, DecisionEnd end)
    {
        if (!log.IsEnabled(LogEventLevel.Information))
        {
            return;
        }

        LogEventProperty[] properties =
        [
            Property("Decision", decision.Id),
            Property("Model", decision.Model),
            Property("Provider", end.Provider),
            Property("Attempts", decision.Attempts.Length),
            Property("Status", end.Status),
            Property("TimeToFirstMs", Rounded(end.TimeToFirstMs)),
            Property("DurationMs", Rounded(end.DurationMs)),
            Property("InputTokens", end.InputTokens),
            Property("OutputTokens", end.OutputTokens),
            Property("Error", end.Error),
            Property("Caller", decision.Caller),
        ];
        log.Write(new LogEvent(time.GetLocalNow(), LogEventLevel.Information, null, Template, properties));
    }

    private static LogEventProperty Property(string name, object? value) => new(name, new ScalarValue(value));

    private static double? Rounded(double? ms) => ms is { } known ? Math.Round(known, 2) : null;
}
