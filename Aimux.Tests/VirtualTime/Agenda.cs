namespace Aimux.Tests.VirtualTime;

/// <summary>What is to happen, in the order of virtual time.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (double At, long Order)> _queue = new();
    private long _order;

    /// <summary>Virtual seconds since the beginning.</summary>
    public double Now { get; private set; }

    public void In(double seconds, Action happens) => _queue.Enqueue(happens, (Now + seconds, _order++));

    /// <summary>Lets everything happen.</summary>
    public void Run()
    {
        while (_queue.TryDequeue(out var happens, out var at))
        {
            Now = at.At;
            happens();
        }
    }
}
