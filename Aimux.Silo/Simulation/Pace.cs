namespace Aimux.Silo.Simulation;

/// <summary>
/// The schedule of one answer. Due moments are added up from the request's arrival, so late timers do not drift.
/// </summary>
internal sealed class Pace(TimeProvider time, RandomDraws draws, RequestPlan plan, HttpContext http)
{
    private readonly long _start = time.GetTimestamp();
    private readonly double _tokenMs = plan.TokensPerSecond > 0 ? 1000 / plan.TokensPerSecond : 0;
    private double _dueMs;

    /// <summary>Set when the client leaves. Kestrel makes it when first asked for: not on the fast path.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    public void AddFirstToken() => Add(plan.TimeToFirstTokenMs);

    public void AddTokens(int count)
    {
        if (_tokenMs > 0 && count > 0)
        {
            Add(_tokenMs * count);
        }
    }

    /// <summary>Whether the due moment is still to come.</summary>
    public bool Early => _dueMs > 0 && _dueMs > time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Waits until the due moment; up to a millisecond late, because timers count in whole ones.</summary>
    public Task Reach()
    {
        var waitMs = Math.Ceiling(_dueMs - time.GetElapsedTime(_start).TotalMilliseconds);
        return waitMs > 0 ? Task.Delay(TimeSpan.FromMilliseconds(waitMs), time, Aborted) : Task.CompletedTask;
    }

    /// <summary>Waits for the client to leave, at most two minutes.</summary>
    public Task Stall() => Task.Delay(TimeSpan.FromMinutes(2), time, Aborted);

    private void Add(double ms) => _dueMs += plan.Jitter > 0 ? ms * (1 + (plan.Jitter * ((2 * draws.Next()) - 1))) : ms;
}
