namespace Aimux.Silo.Proxy.Sse;

/// <summary>What one event means for its stream.</summary>
internal enum EventMeaning
{
    /// <summary>A comment, a role, anything that says nothing yet.</summary>
    Silent,

    /// <summary>Content, a finish reason, or the end.</summary>
    Content,

    /// <summary>The provider's own error.</summary>
    Error,

    /// <summary>Nothing that the protocol knows.</summary>
    Malformed,
}
