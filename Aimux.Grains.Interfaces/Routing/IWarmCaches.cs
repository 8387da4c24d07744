namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Where conversations were served last, so that the next request finds its prompt cached. Of this process alone.</summary>
public interface IWarmCaches
{
    /// <summary>Notes that a conversation was served.</summary>
    /// <param name="conversation">Its hash; 0 is ignored.</param>
    /// <param name="providerId">By whom.</param>
    /// <param name="quotaGroup">For which account.</param>
    void Remember(ulong conversation, string providerId, string quotaGroup);
}
