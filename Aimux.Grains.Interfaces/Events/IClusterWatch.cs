namespace Aimux.Grains.Interfaces.Events;

/// <summary>
/// This process's ear to the cluster: what its one subscription to the stream of events brings, and what grains of this
/// process tell directly, which is sooner.
/// </summary>
public interface IClusterWatch
{
    /// <summary>Calls back for each change, in the order in which this process hears of it, until disposed.</summary>
    /// <param name="onChange">Runs on whoever brings the change, a request's grain among them: it must be quick, never
    /// wait, and never throw. Events of one subject may come out of order; <see cref="ClusterEvent.Stamp"/> orders them.</param>
    IDisposable Watch(Action<ClusterEvent> onChange);
}
