namespace Aimux.Grains.Routing;

/// <summary>
/// Bounds the share of requests that serve to learn: each request earns a part of an exploration.
/// Safe to use from several threads.
/// </summary>
internal sealed class ExplorationBudget
{
    /// <summary>Share of requests that may explore.</summary>
    public const double Share = 0.03;

    // What quiet times save up must not be spent in a burst.
    private const double MostSaved = 1.5;

    private readonly Lock _lock = new();

    // The first measurements of a new process are its worst, so the first exploration need not be earned.
    private double _saved = 1;

    /// <summary>One that allows nothing for now.</summary>
    public static ExplorationBudget NewSpent() => new() { _saved = 0 };

    /// <summary>Counts one request and, if it would like to explore, says whether it may.</summary>
    public bool Count(bool wantsToExplore)
    {
        lock (_lock)
        {
            _saved = Math.Min(MostSaved, _saved + Share);
            if (!wantsToExplore || _saved < 1)
            {
                return false;
            }

            _saved -= 1;
            return true;
        }
    }
}
