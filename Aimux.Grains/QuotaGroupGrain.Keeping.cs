using Orleans.Storage;

namespace Aimux.Grains;

/// <summary>Keeps what must outlive the process: at once what is rare, soon what changes often, and never while a request waits.</summary>
internal sealed partial class QuotaGroupGrain
{
    /// <summary>Shorter rests are not worth a write: after a restart the provider would say so again.</summary>
    private static readonly TimeSpan KeptRest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private Task _keeping = Task.CompletedTask;
    private IGrainTimer? _later;
    private bool _isChanged;

    /// <summary>Lets the state be kept soon, if there is something to keep.</summary>
    private void KeepLater(bool isChanged)
    {
        if (isChanged && _later is null)
        {
            _later = this.RegisterGrainTimer(
                _ =>
                {
                    _later?.Dispose();
                    _later = null;
                    return KeepNow();
                },
                new GrainTimerCreationOptions(Soon, Timeout.InfiniteTimeSpan)
            );
        }
    }

    private Task KeepNow()
    {
        _isChanged = true;
        return _keeping = _keeping.IsCompleted ? KeepWhileChanged() : _keeping;
    }

    private Task KeepLast()
    {
        return _later is null ? _keeping : KeepNow();
    }

    private async Task KeepWhileChanged()
    {
        while (_isChanged && _group is { } group)
        {
            _isChanged = false;
            var state = group.Keep(time.GetUtcNow());
            try
            {
                await Write(state);
            }
            catch (Exception failure)
            {
                // The group goes on with what it knows; only a restart would forget it.
                LogNotKept(Id, failure);
            }
        }
    }

    private async Task Write(QuotaGroupRecord state)
    {
        try
        {
            kept.State = state;
            await kept.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another process has the same folder, or a former activation wrote late: the last one to write is right.
            await kept.ReadStateAsync();
            kept.State = state;
            await kept.WriteStateAsync();
        }
    }
}
