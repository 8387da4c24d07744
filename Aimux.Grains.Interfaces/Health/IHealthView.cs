namespace Aimux.Grains.Interfaces.Health;

/// <summary>This process's picture of the providers' breakers. Reading it costs nothing; it follows the grains by events.</summary>
public interface IHealthView
{
    /// <summary>A provider's breaker; closed if nothing is known of it.</summary>
    BreakerSnapshot BreakerOf(string providerId);
}
