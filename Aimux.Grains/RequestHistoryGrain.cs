using System.Collections.Immutable;
using Aimux.Grains.History;
using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains;

/// <summary>What callers of the whole cluster got.</summary>
internal sealed class RequestHistoryGrain(TimeProvider time) : Grain, IRequestHistoryGrain
{
    private readonly SubjectHistory _history = new(withTimes: true);

    public ValueTask Add(ImmutableArray<RequestSecond> seconds)
    {
        foreach (var second in seconds)
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(second.Second);
            foreach (var sample in second.Samples)
            {
                _history.Add(sample, at);
            }
        }

        return default;
    }

    public ValueTask<HistorySeries> GetHistory(HistoryQuery query) =>
        ValueTask.FromResult(_history.Read(query, time.GetUtcNow()));
}
