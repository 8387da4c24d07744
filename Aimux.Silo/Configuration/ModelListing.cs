namespace Aimux.Silo.Configuration;

/// <summary>When providers are to be asked again for the models that they have listed already.</summary>
internal sealed class ModelListing(TimeProvider time)
{
    /// <summary>How long a list of models counts; vendors change theirs every few weeks.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Between two lists that are asked for because a model was missing.</summary>
    private static readonly TimeSpan LeastBetween = TimeSpan.FromMinutes(10);

    private volatile TaskCompletionSource _wanted = NewSignal();
    private long _listed; // when all were asked last, ticks

    /// <summary>Ends when new lists are wanted before their time.</summary>
    public Task Wanted => _wanted.Task;

    /// <summary>Wants new lists now.</summary>
    public void Want() => _wanted.TrySetResult();

    /// <summary>A listed model is missing: wants new lists, unless they are new.</summary>
    public void NoteMissing()
    {
        if (SinceListed() >= LeastBetween)
        {
            Want();
        }
    }

    /// <summary>Whether new lists are due; from then on they count as had.</summary>
    public bool Take()
    {
        if (!_wanted.Task.IsCompleted && SinceListed() < Life)
        {
            return false;
        }

        _wanted = NewSignal();
        Interlocked.Exchange(ref _listed, time.GetUtcNow().UtcTicks);
        return true;
    }

    private TimeSpan SinceListed() => new(time.GetUtcNow().UtcTicks - Interlocked.Read(ref _listed));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
