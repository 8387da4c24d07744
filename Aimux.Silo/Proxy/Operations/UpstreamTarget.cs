using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Operations;

/// <summary>Where a provider does what a caller asks for, and in which protocol.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Protocol">The protocol of a conversation; <c>null</c> for everything else.</param>
/// <param name="IsMessagesApi">Whether it is Anthropic's API, which has its own headers.</param>
internal sealed record UpstreamTarget(Uri Uri, WireProtocol? Protocol, bool IsMessagesApi);
