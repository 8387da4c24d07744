using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Aimux.Silo.Hosting;

/// <summary>Writes a batch of log events with one write, on a thread of its own: a request only queues its line.</summary>
internal sealed class BatchedTextSink(TextWriter output, ITextFormatter format) : IBatchedLogEventSink
{
    private readonly StringBuilder _text = new();

    public async Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        _text.Clear();
        var writer = new StringWriter(_text);
        await using (writer)
        {
            foreach (var logEvent in batch)
            {
                format.Format(logEvent, writer);
            }
        }

        await output.WriteAsync(_text);
        await output.FlushAsync();
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;
}
