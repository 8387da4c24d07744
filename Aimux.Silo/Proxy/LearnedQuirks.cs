using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Fields that a provider's model refused and that were dropped since: learned from its own 400s, kept for a day, so
/// that only one request pays for each. Safe to use from several threads.
/// </summary>
internal sealed class LearnedQuirks(TimeProvider time)
{
    private const int MostModels = 1_000;
    private const int MostFields = 16;

    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(string Provider, string Model, WireProtocol Protocol), Learned> _learned =
        new();

    /// <summary>Remembers a field that is to be dropped.</summary>
    public void Learn(string provider, string model, WireProtocol protocol, string field)
    {
        if (_learned.Count >= MostModels)
        {
            _learned.Clear();
        }

        _learned.AddOrUpdate(
            (provider, model, protocol),
            static (_, added) => added,
            static (_, known, added) =>
                known.Fields.Length >= MostFields || known.Fields.Contains(added.Fields[0])
                    ? known
                    : added with
                    {
                        Fields = known.Fields.AddRange(added.Fields),
                    },
            new Learned([field], time.GetUtcNow())
        );
    }

    /// <summary>The body without the fields that this provider's model is known to refuse.</summary>
    public Payload Apply(string provider, string model, WireProtocol protocol, Payload payload)
    {
        if (_learned.IsEmpty || !_learned.TryGetValue((provider, model, protocol), out var learned))
        {
            return payload;
        }

        if (time.GetUtcNow() - learned.At > Life)
        {
            _learned.TryRemove((provider, model, protocol), out _);
            return payload;
        }

        foreach (var field in learned.Fields)
        {
            payload = Without(payload, field) ?? payload;
        }

        return payload;
    }

    /// <returns><c>null</c> if the body has no such field.</returns>
    public static Payload? Without(Payload payload, string field)
    {
        return JsonFieldRemover.Without(payload.Json.Span, field) is { } repaired
            ? new Payload(repaired, ModelPlace.Of(repaired))
            : null;
    }

    private sealed record Learned(ImmutableArray<string> Fields, DateTimeOffset At);
}
