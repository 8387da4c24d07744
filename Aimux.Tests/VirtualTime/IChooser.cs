using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Tests.VirtualTime;

/// <summary>Who decides in a virtual world: the rules under test, or an oracle that knows the truth.</summary>
internal interface IChooser
{
    /// <summary>Candidates with keys, best first.</summary>
    RouteDecision Decide(double tokens);

    /// <summary>Asks for the permission to probe.</summary>
    bool MayTry(RankedCandidate candidate);

    /// <summary>Asks a key for a lease; 0 if it refuses.</summary>
    long Acquire(string keyId);

    /// <summary>Takes in how an attempt ended.</summary>
    void Report(VirtualAttempt attempt);
}
