namespace Aimux.Silo.Proxy.Budgets;

/// <summary>
/// Bounds what requests may cost beyond their first attempt: each request earns a share of one more, and what is not
/// there cannot be spent. Safe to use from several threads.
/// </summary>
internal abstract class EarnedBudget
{
    // Levels are sums of many fractions: the last bit must not decide.
    private const double Tolerance = 1e-9;

    private readonly Lock _lock = new();
    private readonly double _share;
    private readonly double _most;
    private double _level;

    /// <param name="share">What each request earns, 0 to 1.</param>
    /// <param name="most">What is there at the beginning, and the most that quiet times save up.</param>
    protected EarnedBudget(double share, double most) => (_share, _most, _level) = (share, most, most);

    /// <summary>Counts one request.</summary>
    public void Earn()
    {
        lock (_lock)
        {
            _level = Math.Min(_most, _level + _share);
        }
    }

    /// <summary>Takes one, if it is there.</summary>
    public bool TrySpend()
    {
        lock (_lock)
        {
            if (_level < 1 - Tolerance)
            {
                return false;
            }

            _level -= 1;
            return true;
        }
    }
}
