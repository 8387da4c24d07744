namespace Aimux.Silo.Wire;

/// <summary>What an event of a stream was.</summary>
internal enum EventKind
{
    /// <summary>It said nothing of the answer: a ping, a heartbeat, something unknown.</summary>
    Silent,

    /// <summary>It was told to the sink.</summary>
    Told,

    /// <summary>It is an error; nothing was told.</summary>
    Error,

    /// <summary>It ends the stream, and the sink was told so.</summary>
    End,
}
