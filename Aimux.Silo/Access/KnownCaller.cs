using Aimux.Silo.Proxy;

namespace Aimux.Silo.Access;

/// <summary>A caller of the data listener.</summary>
/// <param name="Identity">What requests that it makes are marked with.</param>
/// <param name="Token">Never a slow hash.</param>
internal sealed record KnownCaller(CallerIdentity Identity, CredentialHash Token);
