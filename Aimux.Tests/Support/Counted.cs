using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Aimux.Tests.Support;

/// <summary>What one Aimux counts, while others count beside it in the same process.</summary>
internal sealed class Counted : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Counted(RunningAimux aimux)
    {
        var factory = aimux.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
            {
                Add(instrument.Name, value);
                foreach (var tag in tags)
                {
                    Add($"{instrument.Name} {tag.Key}={tag.Value}", value);
                }
            }
        );
        _listener.Start();
    }

    /// <summary>The sum of an instrument, or with a label of it: <c>aimux.attempts aimux.outcome=Succeeded</c>.</summary>
    public long this[string name] => _sums.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();

    private void Add(string name, long value) => _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
}
