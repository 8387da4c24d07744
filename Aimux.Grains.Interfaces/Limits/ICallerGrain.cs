namespace Aimux.Grains.Interfaces.Limits;

/// <summary>Owns what one caller of the data listener may send, over all processes of the cluster. Its key is the caller's id.</summary>
[Alias("aimux.ICallerGrain")]
public interface ICallerGrain : IGrainWithStringKey
{
    /// <summary>Asks to send one request.</summary>
    /// <param name="perMinute">How many the caller may send in a minute, as the configuration has it now; at least 1.</param>
    /// <returns>How long the caller has to wait; zero if the request may pass, and is counted.</returns>
    [Alias("TryPass")]
    ValueTask<TimeSpan> TryPass(int perMinute);
}
