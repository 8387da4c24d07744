using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Aimux.Tests.Support;

/// <summary>Keeps what a running Aimux logs.</summary>
internal sealed class CollectedLogs : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> _events = new();

    public IReadOnlyCollection<LogEvent> Events => _events;

    public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);
}
