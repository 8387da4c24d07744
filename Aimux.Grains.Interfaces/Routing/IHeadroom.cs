namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Tells, in this process, when a key that had no headroom may have some again.</summary>
public interface IHeadroom
{
    /// <summary>How often that has happened. Read it before asking for a lease, so that nothing is missed.</summary>
    long Gains { get; }

    /// <summary>Ends when it happens again; at once if it has since <paramref name="gains"/> was read.</summary>
    Task After(long gains);
}
