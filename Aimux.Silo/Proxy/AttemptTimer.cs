using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>
/// The one clock of an attempt: set anew for each stage. It also carries the caller's leaving, and tells the two apart.
/// </summary>
internal sealed class AttemptTimer : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly CancellationToken _farewell;
    private readonly CancellationToken _outrun;

    /// <param name="caller">Cancelled when the caller leaves.</param>
    /// <param name="farewell">Cancelled when Aimux stops.</param>
    /// <param name="outrun">Cancelled when another attempt was faster.</param>
    public AttemptTimer(CancellationToken caller, CancellationToken farewell, CancellationToken outrun = default)
    {
        (_caller, _farewell, _outrun) = (caller, farewell, outrun);
        _source = outrun.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(caller, farewell, outrun)
            : CancellationTokenSource.CreateLinkedTokenSource(caller, farewell);
    }

    public CancellationToken Token => _source.Token;

    public bool Expired => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public bool CallerLeft => _caller.IsCancellationRequested;

    /// <summary>Starts the next stage; an infinite one has no bound.</summary>
    public void Allow(TimeSpan time) => _source.CancelAfter(time);

    /// <summary>What a cancelled operation means in this stage.</summary>
    public AttemptOutcome Outcome(AttemptOutcome whenExpired) =>
        CallerLeft ? AttemptOutcome.CallerLeft
        : _farewell.IsCancellationRequested ? AttemptOutcome.GivenUp
        : _outrun.IsCancellationRequested ? AttemptOutcome.Outrun
        : whenExpired;

    public void Dispose() => _source.Dispose();
}
