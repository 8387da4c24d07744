namespace Aimux.Silo.Proxy.Decisions;

/// <summary>The last decisions of this process: a ring that costs a request one write.</summary>
internal sealed class DecisionLog
{
    public const int Capacity = 1_000;

    private readonly DecisionRecord?[] _ring = new DecisionRecord?[Capacity];
    private long _count;

    /// <summary>How many there were since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Add(DecisionRecord decision)
    {
        var place = (Interlocked.Increment(ref _count) - 1) % Capacity;
        Volatile.Write(ref _ring[place], decision);
    }

    public DecisionRecord? Find(string id)
    {
        for (var i = 0; i < Capacity; i++)
        {
            if (Volatile.Read(ref _ring[i]) is { } decision && decision.Id == id)
            {
                return decision;
            }
        }

        return null;
    }

    /// <summary>The newest decisions, newest first.</summary>
    /// <param name="limit">How many at the most; 1 to <see cref="Capacity"/>.</param>
    public IReadOnlyList<DecisionRecord> Newest(int limit)
    {
        var count = Interlocked.Read(ref _count);
        var newest = new List<DecisionRecord>(limit);
        for (var back = 1; back <= Math.Min(count, Capacity) && newest.Count < limit; back++)
        {
            if (Volatile.Read(ref _ring[(count - back) % Capacity]) is { } decision)
            {
                newest.Add(decision);
            }
        }

        return newest;
    }
}
