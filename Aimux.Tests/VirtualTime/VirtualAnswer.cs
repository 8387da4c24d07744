using System.Runtime.InteropServices;

namespace Aimux.Tests.VirtualTime;

/// <summary>What will come of an attempt.</summary>
/// <param name="End">How it ends.</param>
/// <param name="FirstMs">Time to the first token, or to the failure, ms.</param>
/// <param name="RestMs">Time from the first to the last token, ms.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VirtualAnswer(VirtualEnd End, double FirstMs, double RestMs)
{
    /// <summary>What a refusal asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>How a virtual attempt ends.</summary>
internal enum VirtualEnd
{
    Served,
    Failed,
    Refused,
    Down,
}
