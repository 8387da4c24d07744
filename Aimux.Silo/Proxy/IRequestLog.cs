using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>Writes the one line that tells of a request.</summary>
internal interface IRequestLog
{
    void Write(DecisionRecord decision, DecisionEnd end);
}
