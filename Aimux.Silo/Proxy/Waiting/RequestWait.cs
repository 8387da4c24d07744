using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy.Waiting;

/// <summary>How one request waits for a key or provider that rests. One object a request.</summary>
/// <param name="plane">What requests share.</param>
/// <param name="bounds">The bounds of this one.</param>
/// <param name="callerId">Who asks; empty where everybody may.</param>
/// <param name="began">When the request began.</param>
internal sealed class RequestWait(DataPlane plane, ProxyBounds bounds, string callerId, DateTimeOffset began)
    : IDisposable
{
    // Headroom is told of in this process as it is gained; elsewhere only now and then.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(2);

    private IDisposable? _turn;
    private bool _hadTurn;

    private DateTimeOffset Deadline => began + (bounds.MaxWait < bounds.Deadline ? bounds.MaxWait : bounds.Deadline);

    /// <summary>Whether others wait for the route, and this request has not waited in line yet.</summary>
    public bool MustLineUp(string route) =>
        !_hadTurn && bounds.MaxWait > TimeSpan.Zero && plane.WaitingRoom.HasLine(route);

    /// <summary>Waits for this request's turn.</summary>
    /// <returns>False if it does not come in time, or there is no room to wait.</returns>
    public async ValueTask<bool> LineUp(string route, CancellationToken caller)
    {
        if (_turn is not null)
        {
            return true;
        }

        var left = Deadline - plane.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        using var late = new CancellationTokenSource(left, plane.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, late.Token);
        try
        {
            _turn = await plane.WaitingRoom.LineUp(route, callerId, bounds.MaxWaiting, either.Token);
            _hadTurn = true;
            return _turn is not null;
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until it is worth asking again.</summary>
    /// <param name="route">What is waited for.</param>
    /// <param name="reopensAt">When the first key or provider opens, if that is known.</param>
    /// <param name="gains">How often keys had gained headroom before this request asked.</param>
    /// <param name="caller">Cancelled when the caller leaves.</param>
    /// <returns>False if nothing opens in time.</returns>
    public async ValueTask<bool> For(string route, DateTimeOffset? reopensAt, long gains, CancellationToken caller)
    {
        if (bounds.MaxWait == TimeSpan.Zero || reopensAt is not { } at || at >= Deadline)
        {
            return false;
        }

        if (!await LineUp(route, caller))
        {
            return false;
        }

        var now = plane.Time.GetUtcNow();
        var sleep = at - now < LongestSleep ? at - now : LongestSleep;
        if (sleep > ShortestSleep)
        {
            await Task.WhenAny(plane.Headroom.After(gains), Task.Delay(sleep, plane.Time, caller));
            caller.ThrowIfCancellationRequested();
        }

        await Task.Delay(ShortestSleep, plane.Time, caller);
        return true;
    }

    /// <summary>What comes of a request that found no room to wait, or whose turn did not come in time.</summary>
    public LoopResult Refused(DecisionRecord decision)
    {
        decision.Exclude(new Exclusion(decision.Route ?? decision.Model, null, ExclusionReason.LineFull, null));
        return LoopResult.Failed([], plane.Time.GetUtcNow() + LongestSleep);
    }

    /// <summary>Gives the turn to the next: this request has what it waited for.</summary>
    public void Over()
    {
        _turn?.Dispose();
        _turn = null;
    }

    public void Dispose() => Over();
}
