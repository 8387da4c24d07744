using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Routing;

/// <summary>What of a request decides about its scores.</summary>
/// <param name="InputTokens">About how long the prompt is, tokens.</param>
/// <param name="OutputTokens">The caller's bound of the answer, tokens; <c>null</c> if it set none.</param>
/// <param name="Conversation">A hash that the requests of one conversation share; 0 if none is known.</param>
/// <param name="Policy">How the route chooses.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RequestShape(int InputTokens, int? OutputTokens, ulong Conversation, RoutePolicy Policy)
{
    /// <summary>The class of its prompt's length.</summary>
    public int InputSize => Interfaces.Health.InputSize.Of(InputTokens);
}
