namespace Aimux.Silo.Simulation.Recording;

/// <summary>The last requests of a provider, so many of them. Thread safe.</summary>
internal sealed class RequestRing(int most)
{
    private readonly Queue<RecordedRequest> _kept = new(most);
    private readonly Lock _gate = new();

    public int Most => most;

    public RecordedRequest Add(RecordedRequest request)
    {
        lock (_gate)
        {
            if (_kept.Count == most)
            {
                _kept.Dequeue();
            }

            _kept.Enqueue(request);
        }

        return request;
    }

    /// <summary>The kept requests, the oldest first.</summary>
    public RecordedRequest[] List()
    {
        lock (_gate)
        {
            return [.. _kept];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _kept.Clear();
        }
    }
}
