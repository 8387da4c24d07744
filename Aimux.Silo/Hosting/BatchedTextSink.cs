using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Aimux.Silo.Hosting;

/// <summary>Writes a batch of log events with few writes, on a thread of its own: a request only queues its line.</summary>
/// <param name="output">A buffer that is flushed after each batch.</param>
/// <param name="format">How an event becomes text.</param>
internal sealed class BatchedTextSink(TextWriter output, ITextFormatter format) : IBatchedLogEventSink
{
    public Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        foreach (var logEvent in batch)
        {
            format.Format(logEvent, output);
        }

        return output.FlushAsync();
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;
}
