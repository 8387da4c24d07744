using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Proxy;

/// <summary>Tokens as the provider counted them.</summary>
/// <param name="InputTokens">The whole prompt.</param>
/// <param name="OutputTokens">The whole answer.</param>
/// <param name="CachedTokens">How much of the prompt came from a cache; 0 if that was not said.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Usage(int InputTokens, int OutputTokens, int CachedTokens = 0)
{
    public int Total => InputTokens + OutputTokens;

    /// <summary>What it costs, dollars. Vendors' discounts for cached prompts differ and are not known here.</summary>
    public double CostUsd(TokenPrice price) => (InputTokens * price.Input + OutputTokens * price.Output) / 1e6;
}
