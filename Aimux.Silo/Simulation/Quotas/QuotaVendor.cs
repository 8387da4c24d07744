namespace Aimux.Silo.Simulation.Quotas;

/// <summary>Whose quota endpoint is asked.</summary>
internal enum QuotaVendor
{
    Zai,
    Synthetic,
    OpenRouter,
    Moonshot,
    DeepSeek,
}
