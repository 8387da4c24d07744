namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Tells, in this process, when a key that had no headroom may have some again.</summary>
public interface IHeadroom
{
    /// <summary>Ends when the next key gains headroom, or is given a lease back. Take it before asking, so that nothing is missed.</summary>
    Task Next { get; }
}
