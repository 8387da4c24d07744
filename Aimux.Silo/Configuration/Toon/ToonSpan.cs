namespace Aimux.Silo.Configuration.Toon;

/// <summary>A stretch of a text's bytes.</summary>
/// <param name="Start">First byte, counted from the start of the source, byte order mark included.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ToonSpan(int Start, int Length)
{
    /// <summary>The first byte behind it.</summary>
    public int End => Start + Length;
}
