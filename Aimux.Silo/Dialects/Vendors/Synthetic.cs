using Aimux.Silo.Dialects.Vendors.Rules;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Synthetic: open models, each with the efforts that it was trained for.</summary>
internal static class Synthetic
{
    private static readonly ModelFamily KimiK3 = new(
        "Kimi K3",
        model => ModelVersion.After(model, "kimi-k") is >= 300 and < 400
    );

    public static VendorDialect Dialect { get; } =
        new("synthetic")
        {
            Chat = new BodyRules
            {
                Body =
                [
                    CommonRules.EarlierBound,
                    // The nearest effort that the model has: another one is a 400.
                    .. CommonRules.EffortsOfGptOss,
                    new ExchangeText("reasoning_effort", "medium", "high") { Models = KimiK3 },
                ],
                Messages = [CommonRules.DeveloperIsSystem],
            },
        };
}
