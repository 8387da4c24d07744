using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.History;

/// <summary>The counts of one step; 56 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HistorySlot
{
    /// <summary>Which step these counts are of, plus 1; 0 if none.</summary>
    public uint Step;
    public uint Count;
    public uint Succeeded;
    public uint Limited;
    public uint Server;
    public uint Timeout;
    public uint Credentials;
    public uint Connection;
    public uint Request;
    public uint Failovers;
    public uint InputTokens;
    public uint CachedTokens;
    public uint OutputTokens;
    public uint CostMicros;

    public void Add(in HistorySample sample)
    {
        Count++;
        Succeeded += sample.Succeeded ? 1u : 0;
        Failovers += sample.Failover ? 1u : 0;
        InputTokens = Plus(InputTokens, sample.InputTokens);
        CachedTokens = Plus(CachedTokens, sample.CachedTokens);
        OutputTokens = Plus(OutputTokens, sample.OutputTokens);
        CostMicros = Plus(CostMicros, sample.CostMicros);
        switch (sample.Failure)
        {
            case FailureKind.Limited:
                Limited++;
                break;
            case FailureKind.Server:
                Server++;
                break;
            case FailureKind.Timeout:
                Timeout++;
                break;
            case FailureKind.Credentials:
                Credentials++;
                break;
            case FailureKind.Connection:
                Connection++;
                break;
            case FailureKind.Request:
                Request++;
                break;
        }
    }

    // What a provider says of tokens may be anything: a slot stays at its greatest rather than beginning anew.
    private static uint Plus(uint sum, long more) => (uint)Math.Clamp(sum + more, 0, uint.MaxValue);
}
