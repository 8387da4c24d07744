namespace Aimux.Silo.Simulation.Quotas;

/// <summary>The paths on which vendors tell what an account has left.</summary>
internal static class QuotaPaths
{
    private static readonly (string Ending, QuotaVendor Vendor)[] Endings =
    [
        ("/api/monitor/usage/quota/limit", QuotaVendor.Zai),
        ("/v2/quotas", QuotaVendor.Synthetic),
        ("/key", QuotaVendor.OpenRouter),
        ("/users/me/balance", QuotaVendor.Moonshot),
        ("/user/balance", QuotaVendor.DeepSeek),
    ];

    public static QuotaVendor? Find(string path)
    {
        foreach (var (ending, vendor) in Endings)
        {
            if (path.EndsWith(ending, StringComparison.Ordinal))
            {
                return vendor;
            }
        }

        return null;
    }
}
