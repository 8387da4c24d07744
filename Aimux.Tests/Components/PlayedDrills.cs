using System.Collections.Immutable;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Live;

namespace Aimux.Tests.Components;

/// <summary>Drills of which nobody notices anything.</summary>
internal sealed class PlayedDrills : IDrillBoard
{
    public ImmutableArray<Drill> Active { get; private set; } = [];

    /// <summary>Why the next one cannot begin; <c>null</c> if it can.</summary>
    public DrillRefusedException? Refusal { get; set; }

    public IDisposable Watch(Action onChange) => new Subscription(() => { });

    public Drill Start(string provider, string? key, DrillFailure failure, TimeSpan length)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        var drill = new Drill(
            $"d{Active.Length}",
            provider,
            key,
            failure,
            Support.Some.Time,
            Support.Some.Time + length,
            0
        );
        Active = Active.Insert(0, drill);
        return drill;
    }

    public bool Stop(string id)
    {
        var before = Active.Length;
        Active = Active.RemoveAll(drill => drill.Id == id);
        return Active.Length < before;
    }
}
