namespace Aimux.Dashboard.Drills;

/// <summary>The drills of this process.</summary>
public interface IDrillBoard
{
    /// <summary>Those under way, the newest first.</summary>
    ImmutableArray<Drill> Active { get; }

    /// <summary>Calls back when one begins or ends, until disposed.</summary>
    /// <param name="onChange">Must be quick, and never throw.</param>
    IDisposable Watch(Action onChange);

    /// <summary>Begins a drill.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="key">One of its keys, <c>provider/id</c>; <c>null</c> for all.</param>
    /// <param name="failure">How it fails.</param>
    /// <param name="length">For how long; 1 s to 1 h.</param>
    /// <exception cref="DrillRefusedException">There is no such provider or key, the length is out of range, or 32 drills are under way; the message says which.</exception>
    Drill Start(string provider, string? key, DrillFailure failure, TimeSpan length);

    /// <summary>Ends a drill early.</summary>
    /// <returns>Whether it was under way.</returns>
    bool Stop(string id);
}
