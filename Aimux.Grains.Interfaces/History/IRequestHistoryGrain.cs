using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.History;

/// <summary>What callers of the whole cluster got. There is one, with key 0; each process tells it once a second.</summary>
[Alias("aimux.IRequestHistoryGrain")]
public interface IRequestHistoryGrain : IGrainWithIntegerKey
{
    /// <summary>Takes in the requests that ended at one process. A second that lies further back than the history is dropped.</summary>
    [Alias("Add")]
    ValueTask Add(ImmutableArray<RequestSecond> seconds);

    /// <summary>The history.</summary>
    /// <exception cref="ArgumentException">The query is out of range.</exception>
    [Alias("GetHistory")]
    ValueTask<HistorySeries> GetHistory(HistoryQuery query);
}
