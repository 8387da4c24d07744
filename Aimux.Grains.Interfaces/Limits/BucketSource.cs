namespace Aimux.Grains.Interfaces.Limits;

/// <summary>From where a limit is known.</summary>
public enum BucketSource
{
    /// <summary>The configuration says so.</summary>
    Configured = 0,

    /// <summary>The provider said so.</summary>
    Reported = 1,

    /// <summary>Its refusals taught it.</summary>
    Learned = 2,
}
