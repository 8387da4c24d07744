using System.Globalization;

namespace Aimux.Tests.VirtualTime;

/// <summary>What came of a scenario.</summary>
internal sealed class WorldReport(Scenario scenario)
{
    /// <summary>After a change this long is measured apart.</summary>
    public const double AfterChange = 30;

    // The first measurements of all are not what steady state means.
    private const double WarmUp = 10;

    private readonly int[,] _served = new int[(int)scenario.Seconds + 2, scenario.Upstreams.Length];
    private double _steadyMs;
    private double _changedMs;
    private int _changed;

    public int Requests { get; private set; }

    public int Failed { get; set; }

    /// <summary>Requests in steady state that were served.</summary>
    public int Steady { get; private set; }

    /// <summary>Attempts that a provider refused with 429.</summary>
    public int Refused { get; set; }

    public int Attempts { get; set; }

    public int Explored { get; set; }

    /// <summary>What explorations took longer than the expected time of the best, ms in all.</summary>
    public double ExplorationMs { get; set; }

    public int Hedged { get; set; }

    /// <summary>Hedges that came too late to win.</summary>
    public int HedgesLost { get; set; }

    public double SteadyMeanMs => _steadyMs / Math.Max(1, Steady);

    public double ChangedMeanMs => _changedMs / Math.Max(1, _changed);

    /// <summary>Requests served, of those that came in.</summary>
    public double ServedShare => 1 - Failed / (double)Math.Max(1, Requests);

    public void OnRequest() => Requests++;

    /// <param name="began">When the request came, seconds.</param>
    /// <param name="upstream">Who served it.</param>
    /// <param name="tookMs">From the request to the last token.</param>
    public void OnServed(double began, int upstream, double tookMs)
    {
        _served[(int)began, upstream]++;
        if (IsChanged(began))
        {
            _changedMs += tookMs;
            _changed++;
        }
        else if (began >= WarmUp)
        {
            _steadyMs += tookMs;
            Steady++;
        }
    }

    /// <summary>
    /// The greatest step of any provider's share from one second to the next and back again, in points: traffic that
    /// moves once is no oscillation. Three standard deviations of chance are taken off.
    /// </summary>
    public double Oscillation()
    {
        var most = 0.0;
        for (var second = (int)WarmUp; second + 2 < (int)scenario.Seconds; second++)
        {
            for (var i = 0; i < scenario.Upstreams.Length; i++)
            {
                var (before, now, after) = (Share(second, i), Share(second + 1, i), Share(second + 2, i));
                var back =
                    (now - before) * (after - now) < 0 ? Math.Min(Math.Abs(now - before), Math.Abs(after - now)) : 0;
                most = Math.Max(most, 100 * (back - Chance(second, i)));
            }
        }

        return most;
    }

    public string Row(WorldReport oracle) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Name, -28} {Requests, 9:N0} {SteadyMeanMs / Math.Max(1, oracle.SteadyMeanMs), 8:F3} {(_changed > 0 ? (ChangedMeanMs / oracle.ChangedMeanMs).ToString("F3", CultureInfo.InvariantCulture) : "-"), 8} {100 * Failed / (double)Requests, 8:F3} {100 * Refused / (double)Requests, 8:F3} {100 * Explored / (double)Requests, 8:F2} {100 * ExplorationMs / Math.Max(1, _steadyMs + _changedMs), 8:F2} {100 * Hedged / (double)Requests, 7:F2} {100 * HedgesLost / (double)Math.Max(1, Hedged), 7:F0} {Oscillation(), 7:F1}"
        );

    public static string Header =>
        $"{"scenario", -28} {"requests", 9} {"steady", 8} {"changed", 8} {"failed%", 8} {"429%", 8} {"explor%", 8} {"cost%", 8} {"hedge%", 7} {"lost%", 7} {"herding", 7}";

    private bool IsChanged(double began) =>
        Array.Exists(scenario.Changes, change => began >= change && began < change + AfterChange);

    private double Share(int second, int upstream) => _served[second, upstream] / (double)Math.Max(1, Total(second));

    private double Chance(int second, int upstream)
    {
        var share = Share(second, upstream);
        return 3 * Math.Sqrt(share * (1 - share) / Math.Max(1, Total(second)));
    }

    private int Total(int second)
    {
        var total = 0;
        for (var i = 0; i < scenario.Upstreams.Length; i++)
        {
            total += _served[second, i];
        }

        return total;
    }
}
