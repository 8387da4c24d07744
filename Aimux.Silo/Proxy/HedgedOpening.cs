using Aimux.Silo.Proxy.Budgets;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Opens an attempt, and when its first content is later than nearly ever, a second one beside it at another provider.
/// The first to have content wins, and the other is cancelled.
/// </summary>
/// <param name="budget">Bounds how often that happens.</param>
/// <param name="time">The clock.</param>
/// <param name="open">Brings an attempt to its commit point.</param>
/// <param name="beginSecond">Gets the permissions of an attempt at another provider; <c>null</c> if there are none.</param>
/// <param name="reportLost">Accounts for the attempt that did not win.</param>
internal sealed class HedgedOpening(
    HedgeBudget budget,
    TimeProvider time,
    Func<Attempt, Task<Opened>> open,
    Func<ValueTask<Attempt?>> beginSecond,
    Func<Attempt, Opened, Task> reportLost
)
{
    /// <summary>Ends when the attempt that did not win is accounted for.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <param name="first">The first attempt.</param>
    /// <param name="after">When to begin the second.</param>
    /// <returns>The attempt that won, or failed last, and what came of it.</returns>
    public async Task<(Attempt Attempt, Opened Opened)> Run(Attempt first, TimeSpan after)
    {
        using var firstLost = new CancellationTokenSource();
        using var secondLost = new CancellationTokenSource();
        using var early = new CancellationTokenSource();
        first = first with { Outrun = firstLost.Token };
        var one = open(first);
        if (await Task.WhenAny(one, Task.Delay(after, time, early.Token)) == one)
        {
            await early.CancelAsync();
            return (first, await one);
        }

        if (!budget.TrySpend() || await beginSecond() is not { } second)
        {
            return (first, await one);
        }

        second = second with { Outrun = secondLost.Token };
        var two = open(second);
        var firstEnded = await Task.WhenAny(one, two) == one;
        var (ended, endedTask) = firstEnded ? (first, one) : (second, two);
        var (other, otherTask) = firstEnded ? (second, two) : (first, one);
        var opened = await endedTask;
        if (opened.Answer is null)
        {
            // It was no race after all: the other goes on alone.
            Settled = reportLost(ended, opened);
            return (other, await otherTask);
        }

        await (firstEnded ? secondLost : firstLost).CancelAsync();
        Settled = reportLost(other, await otherTask);
        return (ended, opened);
    }
}
