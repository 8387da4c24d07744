namespace Aimux.Grains.Interfaces.Limits;

/// <summary>Owns the limits and leases of one key; its word on them is final. Its key is the key id.</summary>
[Alias("aimux.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    [Alias("GetSnapshot")]
    ValueTask<KeySnapshot> GetSnapshot();

    /// <summary>Asks to carry one attempt.</summary>
    /// <param name="estimatedTokens">Upper bound of prompt and completion tokens; reserved until the report.</param>
    [Alias("TryAcquire")]
    ValueTask<AcquireResult> TryAcquire(int estimatedTokens);

    /// <summary>Gives a lease back and takes in how the attempt ended. A lease that is unknown or expired changes no count.</summary>
    /// <returns>Until when the key rests now; <c>null</c> if it does not.</returns>
    [Alias("Report")]
    ValueTask<DateTimeOffset?> Report(KeyReport report);

    /// <summary>Takes the key out of service until <see cref="Enable"/>.</summary>
    [Alias("Disable")]
    ValueTask Disable();

    /// <summary>Puts the key back into service and ends any rest.</summary>
    [Alias("Enable")]
    ValueTask Enable();

    /// <summary>Ends any rest: the key has another secret, and what was said of the old one counts no longer.</summary>
    [Alias("Renew")]
    ValueTask Renew();
}
