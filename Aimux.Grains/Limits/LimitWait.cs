using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>How long limits make a request wait, and which of them does.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LimitWait(RefusalReason Reason, TimeSpan Time)
{
    public static LimitWait None => default;

    /// <summary>The longer of two, which names the reason.</summary>
    public LimitWait Or(RefusalReason reason, TimeSpan? time) => time > Time ? new LimitWait(reason, time.Value) : this;

    public LimitWait Or(LimitWait other) => Or(other.Reason, other.Time);
}
