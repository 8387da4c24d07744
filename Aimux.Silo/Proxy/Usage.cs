using System.Runtime.InteropServices;

namespace Aimux.Silo.Proxy;

/// <summary>Tokens as the provider counted them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Usage(int InputTokens, int OutputTokens)
{
    public int Total => InputTokens + OutputTokens;
}
