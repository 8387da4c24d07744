namespace Aimux.Silo.Wire;

/// <summary>
/// The name in a chat of a tool that stands in a namespace: both joined, since a chat knows no namespaces. Requests write
/// it and answers take it apart again, so both follow this rule.
/// </summary>
internal static class NamespacedName
{
    /// <summary>What stands between the two; a namespace may bring its own separator.</summary>
    public static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> space) => space.EndsWith("_"u8) ? default : "__"u8;
}
