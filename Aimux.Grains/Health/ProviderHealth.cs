using System.Diagnostics.CodeAnalysis;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Latency;

namespace Aimux.Grains.Health;

/// <summary>All that one provider's attempts teach: its breaker, its speed, its resting models. Not thread safe: its owner is a grain.</summary>
/// <param name="breaker">The state that its breaker begins in.</param>
internal sealed class ProviderHealth(BreakerState breaker)
{
    /// <summary>More models than any caller needs: names come from callers, so their number must have a bound.</summary>
    private const int MostModels = 1_000;

    private readonly Dictionary<string, ModelMeter> _meters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelRest> _rests = new(StringComparer.Ordinal);
    private BreakerState _breaker = breaker;

    public BreakerSnapshot Breaker => Health.Breaker.Snapshot(_breaker);

    /// <summary>What is known of its speed.</summary>
    public IEnumerable<ModelSpeed> Speeds => _meters.Values.SelectMany(meter => meter.Speeds());

    /// <summary>Takes in how an attempt ended.</summary>
    /// <returns>The new speed, if the attempt taught one.</returns>
    public ModelSpeed? Measure(ProviderReport report, DateTimeOffset now)
    {
        if (report.UpstreamModel.Length == 0)
        {
            return null; // a look at the provider, not at a model
        }

        if (!_meters.TryGetValue(report.UpstreamModel, out var meter))
        {
            if (_meters.Count >= MostModels)
            {
                return null;
            }

            meter = new ModelMeter(report.UpstreamModel);
        }

        var speed = meter.Observe(report, now);
        if (speed is not null)
        {
            _meters.TryAdd(report.UpstreamModel, meter);
        }

        return speed;
    }

    /// <summary>Moves the breaker.</summary>
    /// <returns>Whether others see it differently now.</returns>
    public bool Move(BreakerEvent happened, DateTimeOffset now)
    {
        var before = Breaker;
        _breaker = Health.Breaker.Next(_breaker, happened, now);
        return before != Breaker;
    }

    /// <summary>Lets a model rest, if the report says that it should, and not for less than it does already.</summary>
    public bool TryRest(
        ProviderReport report,
        DateTimeOffset now,
        Random random,
        [NotNullWhen(true)] out ModelRest? rest
    )
    {
        rest = null;
        if (ProviderVerdict.ModelRest(report, random) is not { } time)
        {
            return false;
        }

        var until = now + time;
        var model = report.UpstreamModel;
        if (_rests.TryGetValue(model, out var known) ? until <= known.Until : _rests.Count >= MostModels)
        {
            return false;
        }

        _rests[model] = rest = new ModelRest(model, until, report.Outcome);
        return true;
    }

    /// <summary>The models that rest now.</summary>
    public IEnumerable<ModelRest> RestingModels(DateTimeOffset now)
    {
        foreach (var over in _rests.Values.Where(rest => rest.Until <= now).ToList())
        {
            _rests.Remove(over.UpstreamModel);
        }

        return _rests.Values;
    }
}
